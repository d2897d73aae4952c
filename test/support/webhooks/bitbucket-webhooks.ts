import { COMMIT, EARLIER, NONE, REBUILD, WebhookCase } from './webhook-case.js';

const cloudRepository = {
  type: 'repository',
  uuid: '{3f1c0f8e-9f5d-4a43-8a62-2f4d8d2a1b11}',
  full_name: 'bakery/oven',
  name: 'oven',
  is_private: true,
  links: { self: { href: 'https://api.bitbucket.example/2.0/repositories/bakery/oven' } },
};
const forkRepository = {
  ...cloudRepository,
  uuid: '{99999999-0000-4000-8000-000000000000}',
  full_name: 'guest/oven',
};
const actor = { type: 'user', display_name: 'Mara Laib', nickname: 'mara', uuid: '{0a0b0c0d}' };
const branch = (name: string, hash = COMMIT, message = 'Bake the rye a little longer\n') => ({
  type: 'branch',
  name,
  target: { type: 'commit', hash, message, date: '2026-04-01T05:00:00+00:00', parents: [{ hash: EARLIER }] },
});
const tag = (name: string) => ({ ...branch(name), type: 'tag' });
const change = (now: object | null, old: object | null) => ({
  new: now,
  old,
  created: old === null,
  closed: now === null,
  forced: false,
  commits: [],
  truncated: false,
});
const cloudPush = (...changes: object[]) => ({ actor, repository: cloudRepository, push: { changes } });
const cloudPullRequest = (changes: object = {}) => ({
  actor,
  repository: cloudRepository,
  pullrequest: {
    type: 'pullrequest',
    id: 21,
    title: 'Longer rye',
    state: 'OPEN',
    source: { branch: { name: 'rye' }, commit: { hash: COMMIT.slice(0, 12) }, repository: cloudRepository },
    destination: {
      branch: { name: 'main' },
      commit: { hash: EARLIER.slice(0, 12) },
      repository: cloudRepository,
    },
    ...changes,
  },
});
const cloud = (event: string) => ({
  'X-Event-Key': event,
  'X-Hook-UUID': 'a3b1c2d4-0000-4000-8000-00000000000a',
  'X-Request-UUID': '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9',
  'X-Attempt-Number': '1',
});

const serverRepository = {
  slug: 'oven',
  id: 84,
  name: 'oven',
  project: { key: 'BAK', id: 9, name: 'Bakery' },
};
const serverActor = {
  name: 'mara',
  id: 102,
  displayName: 'Mara Laib',
  active: true,
  slug: 'mara',
  type: 'NORMAL',
};
const refChange = (id: string, type: string, toHash = COMMIT) => ({
  ref: {
    id,
    displayId: id.replace(/^refs\/(heads|tags)\//, ''),
    type: id.includes('tags') ? 'TAG' : 'BRANCH',
  },
  refId: id,
  fromHash: type === 'ADD' ? NONE : EARLIER,
  toHash,
  type,
});
const serverPush = (changes: object[], more: object = {}) => ({
  eventKey: 'repo:refs_changed',
  date: '2026-04-01T05:00:00+0000',
  actor: serverActor,
  repository: serverRepository,
  changes,
  ...more,
});
const serverPullRequest = (eventKey: string, from: object = {}, more: object = {}) => ({
  eventKey,
  date: '2026-04-01T05:00:00+0000',
  actor: serverActor,
  pullRequest: {
    id: 8,
    version: 0,
    title: 'Longer rye',
    state: 'OPEN',
    fromRef: {
      id: 'refs/heads/rye',
      displayId: 'rye',
      latestCommit: COMMIT,
      repository: serverRepository,
      ...from,
    },
    toRef: { id: 'refs/heads/main', displayId: 'main', latestCommit: EARLIER, repository: serverRepository },
  },
  ...more,
});
const server = (event: string) => ({
  'X-Event-Key': event,
  'X-Request-Id': '6d5c4b3a-2910-4f8e-9d7c-6b5a49382716',
});

export const BITBUCKET_WEBHOOKS: readonly WebhookCase[] = [
  {
    title: 'a push to Cloud',
    headers: cloud('repo:push'),
    payload: cloudPush(change(branch('main'), branch('main', EARLIER))),
    expected: { ref: 'refs/heads/main', commit: COMMIT },
  },
  {
    title: 'a push of a new tag to Cloud',
    headers: cloud('repo:push'),
    payload: cloudPush(change(tag('v3'), null)),
    expected: { ref: 'refs/tags/v3', commit: COMMIT },
  },
  {
    title: 'a push to Cloud that deletes one branch and moves another',
    headers: cloud('repo:push'),
    payload: cloudPush(change(null, branch('old')), change(branch('main'), branch('main', EARLIER))),
    expected: { ref: 'refs/heads/main', commit: COMMIT },
  },
  {
    title: 'a push to Cloud that deletes a branch',
    headers: cloud('repo:push'),
    payload: cloudPush(change(null, branch('old'))),
    expected: { rule: 'push.deleted' },
  },
  {
    title: 'a push to Cloud whose head commit asks to be skipped',
    headers: cloud('repo:push'),
    payload: cloudPush(change(branch('main', COMMIT, 'Sweep [skip ci]'), branch('main', EARLIER))),
    expected: { rule: 'filter.skip_ci' },
  },
  {
    title: 'a push to Cloud without changes',
    headers: cloud('repo:push'),
    payload: cloudPush(),
    expected: { rule: 'push.ref' },
  },
  {
    title: 'a pull request in Cloud, whose hash is cut: by its branch',
    headers: cloud('pullrequest:created'),
    payload: cloudPullRequest(),
    expected: { ref: 'refs/heads/rye', commit: null },
  },
  {
    title: 'an updated pull request in Cloud',
    headers: cloud('pullrequest:updated'),
    payload: cloudPullRequest({
      source: { branch: { name: 'rye' }, commit: { hash: COMMIT }, repository: cloudRepository },
    }),
    expected: { ref: 'refs/heads/rye', commit: COMMIT },
  },
  {
    title: 'a pull request in Cloud from a fork',
    headers: cloud('pullrequest:created'),
    payload: cloudPullRequest({
      source: { branch: { name: 'rye' }, commit: { hash: COMMIT.slice(0, 12) }, repository: forkRepository },
    }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a pull request in Cloud from a fork that is gone',
    headers: cloud('pullrequest:created'),
    payload: cloudPullRequest({ source: { branch: { name: 'rye' }, commit: null, repository: null } }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment in Cloud',
    headers: cloud('pullrequest:comment_created'),
    payload: {
      ...cloudPullRequest(),
      comment: { id: 4, content: { raw: REBUILD, html: '', markup: 'markdown' } },
    },
    expected: { rule: 'comment.author' },
  },
  {
    title: 'a merged pull request in Cloud',
    headers: cloud('pullrequest:fulfilled'),
    payload: cloudPullRequest({ state: 'MERGED' }),
    expected: { rule: 'event.type' },
  },
  {
    title: 'a fork in Cloud',
    headers: cloud('repo:fork'),
    payload: { actor, repository: cloudRepository, fork: forkRepository },
    expected: { rule: 'event.type' },
  },
  {
    title: 'a push to Data Center',
    headers: server('repo:refs_changed'),
    payload: serverPush([refChange('refs/heads/main', 'UPDATE')], {
      toCommit: { id: COMMIT, displayId: COMMIT.slice(0, 11), message: 'Bake the rye a little longer' },
    }),
    expected: { ref: 'refs/heads/main', commit: COMMIT },
  },
  {
    title: 'a push to Data Center whose head commit asks to be skipped',
    headers: server('repo:refs_changed'),
    payload: serverPush([refChange('refs/heads/main', 'UPDATE')], {
      toCommit: { id: COMMIT, message: 'Sweep [skip ci]' },
    }),
    expected: { rule: 'filter.skip_ci' },
  },
  {
    title: 'a new tag in Data Center',
    headers: server('repo:refs_changed'),
    payload: serverPush([refChange('refs/tags/v3', 'ADD')]),
    expected: { ref: 'refs/tags/v3', commit: COMMIT },
  },
  {
    title: 'a deleted branch in Data Center',
    headers: server('repo:refs_changed'),
    payload: serverPush([refChange('refs/heads/old', 'DELETE', NONE)]),
    expected: { rule: 'push.deleted' },
  },
  {
    title: 'an opened pull request in Data Center',
    headers: server('pr:opened'),
    payload: serverPullRequest('pr:opened'),
    expected: { ref: 'refs/heads/rye', commit: COMMIT },
  },
  {
    title: 'new commits of a pull request in Data Center',
    headers: server('pr:from_ref_updated'),
    payload: serverPullRequest('pr:from_ref_updated', {}, { previousFromHash: EARLIER }),
    expected: { ref: 'refs/heads/rye', commit: COMMIT },
  },
  {
    title: 'a pull request in Data Center from a fork',
    headers: server('pr:opened'),
    payload: serverPullRequest('pr:opened', { repository: { ...serverRepository, id: 500 } }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment in Data Center',
    headers: server('pr:comment:added'),
    payload: serverPullRequest(
      'pr:comment:added',
      {},
      { comment: { id: 62, text: REBUILD, author: serverActor } },
    ),
    expected: { rule: 'comment.author' },
  },
  {
    title: 'a merged pull request in Data Center',
    headers: server('pr:merged'),
    payload: serverPullRequest('pr:merged'),
    expected: { rule: 'event.type' },
  },
  {
    title: 'the connection test of Data Center',
    headers: server('diagnostics:ping'),
    payload: { test: true },
    expected: { rule: 'event.type' },
  },
  {
    title: 'a push to Data Center of another shape',
    headers: server('repo:refs_changed'),
    payload: { changes: 'many' },
    expected: { rule: 'event.readable' },
  },
];
