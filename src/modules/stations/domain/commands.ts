import { JobLog } from './job-logs.js';
import { Workspace } from './workspaces.js';

export interface CommandRequest {
  /** For `/bin/sh -c`. */
  readonly command: string;
  readonly workspace: Workspace;
  /** Besides PATH, HOME, LANG, TMPDIR and CI, which every command has; nothing of the service's own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly log: JobLog;
  readonly signal: AbortSignal;
}

/** How a command ended, seen from outside; one of the two is null. */
export interface CommandEnd {
  readonly exitCode: number | null;
  /** The name of the signal that killed it, e.g. `SIGSEGV`. */
  readonly signal: string | null;
}

/** Runs foreign commands in a workspace's source, isolated as well as the machine can. */
export abstract class Commands {
  /**
   * Resolves when the command has ended and nothing of its process group lives any more; a failing command is an
   * answer. Throws the signal's reason when aborted (the group is then dead, too), and `unavailable`
   * (`runner.unavailable`) where nothing can be run.
   */
  abstract run(request: CommandRequest): Promise<CommandEnd>;
}
