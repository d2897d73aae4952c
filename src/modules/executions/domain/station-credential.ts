import { isUuid } from '../../../shared/domain/ids.js';
import type { KeyRing } from '../../../shared/domain/key-ring.js';

/**
 * What lets a workflow's tasks call the stations, and nothing else: `<execution id>.<signature>`. It travels through the
 * engine, so it is no Keystone token and opens no project; it dies with its execution.
 */
export class StationCredentials {
  constructor(private readonly ring: KeyRing) {}

  issue(executionId: string): string {
    return `${executionId}.${this.ring.sign(messageOf(executionId)).toString('base64url')}`;
  }

  /** The execution it was issued for; undefined where it was not issued here. */
  verify(credential: string): string | undefined {
    const [executionId = '', signature = '', ...rest] = credential.split('.');
    if (rest.length > 0 || !isUuid(executionId)) return undefined;
    const given = Buffer.from(signature, 'base64url');
    return this.ring.vouchesFor(messageOf(executionId), given) ? executionId : undefined;
  }
}

function messageOf(executionId: string): string {
  return `solum-station:${executionId}`;
}
