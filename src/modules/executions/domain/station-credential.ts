import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '../../../shared/domain/ids.js';

/**
 * What lets a workflow's tasks call the stations, and nothing else: `<execution id>.<signature>`. It travels through the
 * engine, so it is no Keystone token and opens no project; it dies with its execution.
 */
export class StationCredentials {
  constructor(private readonly key: Buffer) {}

  issue(executionId: string): string {
    return `${executionId}.${this.sign(executionId).toString('base64url')}`;
  }

  /** The execution it was issued for; undefined where it was not issued here. */
  verify(credential: string): string | undefined {
    const [executionId = '', signature = '', ...rest] = credential.split('.');
    if (rest.length > 0 || !isUuid(executionId)) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const expected = this.sign(executionId);
    return given.length === expected.length && timingSafeEqual(given, expected) ? executionId : undefined;
  }

  private sign(executionId: string): Buffer {
    return createHmac('sha256', this.key).update(`solum-station:${executionId}`).digest();
  }
}
