import { DomainError } from '../../../shared/domain/domain-error.js';
import {
  ProcessExit,
  ProcessRequest,
  RunningProcess,
  spawnGroup,
} from '../../../shared/process/spawn-group.js';
import { Workspace } from '../domain/workspaces.js';
import { rememberGroup } from './directory-workspaces.js';

/** How long a stopped command may take to clean up. */
const GRACE_MS = 500;

/**
 * Runs a command to its end and takes down whatever it leaves in its group. When `signal` aborts, the group is ended
 * and the signal's reason is thrown. The group can be found again by the workspace should this service be killed.
 */
export async function runGroup(
  request: ProcessRequest,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<ProcessExit> {
  signal.throwIfAborted();
  const group = start(request);
  const stop = (): void => void group.kill(GRACE_MS);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const forget = await rememberGroup(workspace, group);
    const end = await group.exit;
    await group.kill(signal.aborted ? GRACE_MS : 0);
    await forget();
    signal.throwIfAborted();
    return end;
  } catch (error) {
    await group.kill(0);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function start(request: ProcessRequest): RunningProcess {
  try {
    return spawnGroup(request);
  } catch (cause) {
    throw new DomainError(
      'unavailable',
      'runner.unavailable',
      `The command cannot be started: ${String(cause)}`,
      { cause },
    );
  }
}
