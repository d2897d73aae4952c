import { createHmac, randomUUID } from 'node:crypto';
import { Test } from 'supertest';
import { ApiClient, Pipeline } from './api-client.js';

export interface PushOptions {
  readonly ref?: string;
  readonly after?: string;
  readonly before?: string;
  readonly deleted?: boolean;
  readonly message?: string;
  /** What GitHub calls the delivery; absent: a new one. */
  readonly delivery?: string;
  /** What it is signed with; absent: the pipeline's; null: not at all. */
  readonly secret?: string | null;
  /** Another body than that of a push. */
  readonly body?: string;
  readonly event?: string;
}

/** A commit's hash that says which one it is. */
export function commitOf(name: string | number): string {
  return createHmac('sha1', 'commit').update(String(name)).digest('hex');
}

/** What GitHub sends of a push: body and headers. */
export function githubPush(secret: string | null, options: PushOptions = {}) {
  const { ref = 'refs/heads/main', after = commitOf('a'), before, deleted, message } = options;
  const push = { ref, before, after, deleted, head_commit: message === undefined ? undefined : { message } };
  const body = options.body ?? JSON.stringify(push);
  const key = options.secret === undefined ? secret : options.secret;
  const signature = key === null ? undefined : createHmac('sha256', key).update(body).digest('hex');
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'GitHub-Hookshot/0123456',
      'X-GitHub-Event': options.event ?? 'push',
      'X-GitHub-Delivery': options.delivery ?? randomUUID(),
      ...(signature === undefined ? {} : { 'X-Hub-Signature-256': `sha256=${signature}` }),
    },
  };
}

/** Posts a push as GitHub does, signed with the secret that the pipeline's creation showed. */
export function pushTo(api: ApiClient, pipeline: Pipeline, options: PushOptions = {}): Test {
  const { body, headers } = githubPush(pipeline.trigger_secret, options);
  return api.post(new URL(pipeline.trigger_uri).pathname).set(headers).send(body);
}
