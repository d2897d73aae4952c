import { readlinkSync } from 'node:fs';
import { newId } from '../../../../shared/domain/ids.js';
import { startTimeOf } from '../../../../shared/process/process-group.js';

/**
 * Names a supervisor so that others on this machine can see whether its process still lives: after a crash the next
 * start need not wait for the leases to run out. `<uuid> <process id namespace> <pid> <start time>`.
 */
export function newLeaseOwner(): string {
  return [newId(), processNamespace(), process.pid, startTimeOf(process.pid) ?? 'unknown'].join(' ');
}

/** False also where that cannot be told: another machine, another container, or a machine started anew. */
export function isOwnerDead(owner: string): boolean {
  const [, namespace, pid, startTime = ''] = owner.split(' ');
  const own = startTimeOf(process.pid);
  if (own === null || namespace !== processNamespace() || bootOf(startTime) !== bootOf(own)) return false;
  return startTimeOf(Number(pid)) !== startTime;
}

function bootOf(startTime: string): string {
  return startTime.split('/')[0] ?? '';
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'unknown';
  }
}
