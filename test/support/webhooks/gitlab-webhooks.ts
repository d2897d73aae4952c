import { COMMIT, EARLIER, NONE, REBUILD, TAG_OBJECT, WebhookCase } from './webhook-case.js';

const HOST = 'https://gitlab.orchard.example';
const project = {
  id: 41,
  name: 'cider-press',
  web_url: `${HOST}/orchard/cider-press`,
  git_http_url: `${HOST}/orchard/cider-press.git`,
  git_ssh_url: 'git@gitlab.orchard.example:orchard/cider-press.git',
  namespace: 'orchard',
  visibility_level: 0,
  path_with_namespace: 'orchard/cider-press',
  default_branch: 'main',
};
const user = { id: 7, name: 'Ida Apfel', username: 'ida', email: 'ida@orchard.example' };
const commit = {
  id: COMMIT,
  message: 'Press the early apples first\n',
  title: 'Press the early apples first',
  timestamp: '2026-03-02T08:15:00+01:00',
  url: `${HOST}/orchard/cider-press/-/commit/${COMMIT}`,
  author: { name: 'Ida Apfel', email: 'ida@orchard.example' },
  added: ['src/press.ts'],
  modified: ['README.md'],
  removed: [],
};
const push = {
  object_kind: 'push',
  event_name: 'push',
  before: EARLIER,
  after: COMMIT,
  ref: 'refs/heads/main',
  ref_protected: true,
  checkout_sha: COMMIT,
  message: null,
  user_id: 7,
  user_username: 'ida',
  project_id: 41,
  project,
  commits: [commit],
  total_commits_count: 1,
  push_options: {},
};
const mergeRequest = {
  id: 300,
  iid: 12,
  target_branch: 'main',
  source_branch: 'early-apples',
  source_project_id: 41,
  target_project_id: 41,
  state: 'opened',
  title: 'Early apples',
  url: `${HOST}/orchard/cider-press/-/merge_requests/12`,
  source: project,
  target: project,
  last_commit: {
    id: COMMIT,
    message: 'Press the early apples first',
    timestamp: '2026-03-02T08:15:00+01:00',
  },
};
const mergeRequestEvent = (attributes: object) => ({
  object_kind: 'merge_request',
  event_type: 'merge_request',
  user,
  project,
  object_attributes: { ...mergeRequest, ...attributes },
  labels: [],
  changes: {},
});
const note = (attributes: object, about: object) => ({
  object_kind: 'note',
  event_type: 'note',
  user,
  project_id: 41,
  project,
  object_attributes: { id: 900, note: REBUILD, author_id: 7, action: 'create', ...attributes },
  ...about,
});
const headers = (event: string) => ({
  'X-Gitlab-Event': event,
  'X-Gitlab-Instance': HOST,
  'X-Gitlab-Event-UUID': 'b0f3c1d2-52aa-4d1a-9a5d-0c7e1a2b3c4d',
  'Idempotency-Key': '7c1d2e3f-0a1b-4c2d-8e3f-4a5b6c7d8e9f',
});
const head = { ref: 'refs/heads/early-apples', commit: COMMIT };

export const GITLAB_WEBHOOKS: readonly WebhookCase[] = [
  {
    title: 'a push',
    headers: headers('Push Hook'),
    payload: push,
    expected: { ref: 'refs/heads/main', commit: COMMIT },
  },
  {
    title: 'a push that deletes a branch',
    headers: headers('Push Hook'),
    payload: { ...push, after: NONE, checkout_sha: null, commits: [], total_commits_count: 0 },
    expected: { rule: 'push.deleted' },
  },
  {
    title: 'a push whose head commit asks to be skipped',
    headers: headers('Push Hook'),
    payload: { ...push, commits: [{ ...commit, message: 'Dust the shelves [ci skip]' }] },
    expected: { rule: 'filter.skip_ci' },
  },
  {
    title: 'an annotated tag, by its commit',
    headers: headers('Tag Push Hook'),
    payload: {
      ...push,
      object_kind: 'tag_push',
      event_name: 'tag_push',
      ref: 'refs/tags/v1.2',
      after: TAG_OBJECT,
    },
    expected: { ref: 'refs/tags/v1.2', commit: COMMIT },
  },
  {
    title: 'a deleted tag',
    headers: headers('Tag Push Hook'),
    payload: { ...push, object_kind: 'tag_push', ref: 'refs/tags/v1.2', after: NONE, checkout_sha: null },
    expected: { rule: 'push.deleted' },
  },
  {
    title: 'an opened merge request',
    headers: headers('Merge Request Hook'),
    payload: mergeRequestEvent({ action: 'open' }),
    expected: head,
  },
  {
    title: 'a reopened merge request',
    headers: headers('Merge Request Hook'),
    payload: mergeRequestEvent({ action: 'reopen' }),
    expected: head,
  },
  {
    title: 'new commits of a merge request',
    headers: headers('Merge Request Hook'),
    payload: mergeRequestEvent({ action: 'update', oldrev: EARLIER }),
    expected: head,
  },
  {
    title: 'a new title of a merge request',
    headers: headers('Merge Request Hook'),
    payload: mergeRequestEvent({ action: 'update' }),
    expected: { rule: 'event.type' },
  },
  {
    title: 'a merged merge request',
    headers: headers('Merge Request Hook'),
    payload: mergeRequestEvent({ action: 'merge', state: 'merged' }),
    expected: { rule: 'event.type' },
  },
  {
    title: 'a merge request from a fork',
    headers: headers('Merge Request Hook'),
    payload: mergeRequestEvent({ action: 'open', source_project_id: 99 }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment on a merge request',
    headers: headers('Note Hook'),
    payload: note({ noteable_type: 'MergeRequest' }, { merge_request: mergeRequest }),
    expected: { rule: 'comment.author' },
  },
  {
    title: 'a comment on a commit',
    headers: headers('Note Hook'),
    payload: note({ noteable_type: 'Commit', note: 'Well pressed' }, { commit }),
    expected: { rule: 'comment.phrase' },
  },
  {
    title: 'a comment on an issue',
    headers: headers('Note Hook'),
    payload: note({ noteable_type: 'Issue' }, { issue: { id: 5, iid: 5, title: 'Wasps' } }),
    expected: { rule: 'comment.subject' },
  },
  {
    title: 'an issue',
    headers: headers('Issue Hook'),
    payload: {
      object_kind: 'issue',
      event_type: 'issue',
      user,
      project,
      object_attributes: { id: 5, action: 'open' },
    },
    expected: { rule: 'event.type' },
  },
  {
    title: 'a pipeline of its own',
    headers: headers('Pipeline Hook'),
    payload: {
      object_kind: 'pipeline',
      object_attributes: { id: 31, ref: 'main', status: 'success' },
      project,
    },
    expected: { rule: 'event.type' },
  },
  {
    title: 'a release',
    headers: headers('Release Hook'),
    payload: { object_kind: 'release', tag: 'v1.2', action: 'create', project },
    expected: { rule: 'event.type' },
  },
  {
    title: 'a push of another shape',
    headers: headers('Push Hook'),
    payload: { ...push, ref: 5 },
    expected: { rule: 'event.readable' },
  },
];
