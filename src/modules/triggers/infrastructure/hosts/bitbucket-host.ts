import { SignatureVerdict, WebhookRequest } from '../../domain/git-host.js';
import { WebhookEvent } from '../../domain/webhook-event.js';
import { readCloudComment, readCloudPullRequest, readCloudPush } from './bitbucket-cloud.js';
import {
  readDataCenterComment,
  readDataCenterPullRequest,
  readDataCenterPush,
} from './bitbucket-data-center.js';
import { PayloadGitHost } from './payload.js';
import { hexSignature, verifyHmac } from './signatures.js';

/** Bitbucket Cloud and Bitbucket Data Center: other payloads under other event keys, the same signature. */
export class BitbucketHost extends PayloadGitHost {
  readonly name = 'bitbucket';
  protected readonly eventHeaders = ['x-event-key'];
  protected readonly deliveryHeaders = ['x-request-uuid', 'x-request-id'];

  async verify({ headers, rawBody }: WebhookRequest, secrets: readonly string[]): Promise<SignatureVerdict> {
    const signature = headers['x-hub-signature'];
    if (signature === undefined) return 'missing';
    return verifyHmac(rawBody, hexSignature(signature, 'sha256='), secrets);
  }

  protected readPayload(name: string, payload: unknown): WebhookEvent {
    switch (name) {
      case 'repo:push':
        return readCloudPush(name, payload);
      case 'pullrequest:created':
        return readCloudPullRequest(name, 'opened', payload);
      case 'pullrequest:updated':
        return readCloudPullRequest(name, 'updated', payload);
      case 'pullrequest:comment_created':
        return readCloudComment(name, payload);
      case 'repo:refs_changed':
        return readDataCenterPush(name, payload);
      case 'pr:opened':
        return readDataCenterPullRequest(name, 'opened', payload);
      case 'pr:from_ref_updated':
        return readDataCenterPullRequest(name, 'updated', payload);
      case 'pr:comment:added':
        return readDataCenterComment(name, payload);
      case 'diagnostics:ping':
        return { kind: 'ping', name };
      default:
        return { kind: 'other', name };
    }
  }
}
