import { COMMIT, EARLIER, NONE, REBUILD, TAG_OBJECT, WebhookCase } from './webhook-case.js';

const HOST = 'https://forge.harbour.example';
const owner = { id: 3, login: 'harbour', full_name: '', email: '', username: 'harbour' };
const repository = {
  id: 18,
  owner,
  name: 'lighthouse',
  full_name: 'harbour/lighthouse',
  private: false,
  fork: false,
  html_url: `${HOST}/harbour/lighthouse`,
  clone_url: `${HOST}/harbour/lighthouse.git`,
  default_branch: 'main',
  permissions: { admin: false, push: true, pull: true },
};
const stranger = { ...repository, permissions: { admin: false, push: false, pull: true } };
const sender = { id: 4, login: 'nils', username: 'nils', email: 'nils@harbour.example' };
const commit = {
  id: COMMIT,
  message: 'Turn the lamp more slowly\n',
  url: `${HOST}/harbour/lighthouse/commit/${COMMIT}`,
  author: { name: 'Nils', email: 'nils@harbour.example', username: 'nils' },
  committer: { name: 'Nils', email: 'nils@harbour.example', username: 'nils' },
  timestamp: '2026-02-11T19:40:12Z',
  added: [],
  removed: [],
  modified: ['lamp/turn.go'],
};
const push = {
  ref: 'refs/heads/main',
  before: EARLIER,
  after: COMMIT,
  compare_url: `${HOST}/harbour/lighthouse/compare/${EARLIER}...${COMMIT}`,
  commits: [commit],
  total_commits: 1,
  head_commit: commit,
  repository,
  pusher: sender,
  sender,
};
const pullRequest = (changes: object = {}) => ({
  id: 77,
  number: 6,
  title: 'Slower lamp',
  state: 'open',
  head: { label: 'slow-lamp', ref: 'slow-lamp', sha: COMMIT, repo_id: 18, repo: repository },
  base: { label: 'main', ref: 'main', sha: EARLIER, repo_id: 18, repo: repository },
  ...changes,
});
const fork = { label: 'guest:slow-lamp', ref: 'slow-lamp', sha: COMMIT, repo_id: 55 };
const pullRequestEvent = (action: string, changes?: object) => ({
  action,
  number: 6,
  pull_request: pullRequest(changes),
  repository,
  sender,
});
const comment = (changes: object) => ({
  action: 'created',
  issue: { id: 77, number: 6, title: 'Slower lamp', pull_request: { merged: false } },
  comment: { id: 501, body: `Once more, please.\r\n${REBUILD}`, user: sender },
  repository,
  sender,
  is_pull: true,
  pull_request: pullRequest(),
  ...changes,
});
const gitea = (event: string, type = event) => ({
  'X-Gitea-Delivery': '0c4d7b5e-1f2a-4b3c-9d8e-7f6a5b4c3d2e',
  'X-Gitea-Event': event,
  'X-Gitea-Event-Type': type,
  'X-Gogs-Event': event,
  'X-GitHub-Delivery': '0c4d7b5e-1f2a-4b3c-9d8e-7f6a5b4c3d2e',
  'X-GitHub-Event': event,
});
const forgejo = (event: string) => ({ ...gitea(event), 'X-Forgejo-Event': event });
const head = { ref: 'refs/heads/slow-lamp', commit: COMMIT };

export const GITEA_WEBHOOKS: readonly WebhookCase[] = [
  {
    title: 'a push of Gitea’s',
    headers: gitea('push'),
    payload: push,
    expected: { ref: 'refs/heads/main', commit: COMMIT },
  },
  {
    title: 'a push of Forgejo’s',
    headers: forgejo('push'),
    payload: push,
    expected: { ref: 'refs/heads/main', commit: COMMIT },
  },
  {
    title: 'a push of a tag, by its commit',
    headers: gitea('push'),
    payload: { ...push, ref: 'refs/tags/v2', after: TAG_OBJECT },
    expected: { ref: 'refs/tags/v2', commit: COMMIT },
  },
  {
    title: 'a push that deletes a branch',
    headers: gitea('push'),
    payload: { ...push, after: NONE, commits: [], total_commits: 0, head_commit: null },
    expected: { rule: 'push.deleted' },
  },
  {
    title: 'a created branch, which is pushed too',
    headers: gitea('create'),
    payload: { sha: COMMIT, ref: 'slow-lamp', ref_type: 'branch', repository, sender },
    expected: { rule: 'event.type' },
  },
  {
    title: 'a deleted branch',
    headers: gitea('delete'),
    payload: { ref: 'slow-lamp', ref_type: 'branch', pusher_type: 'user', repository, sender },
    expected: { rule: 'event.type' },
  },
  {
    title: 'an opened pull request',
    headers: gitea('pull_request'),
    payload: pullRequestEvent('opened'),
    expected: head,
  },
  {
    title: 'a reopened pull request',
    headers: forgejo('pull_request'),
    payload: pullRequestEvent('reopened'),
    expected: head,
  },
  {
    title: 'new commits of a pull request',
    headers: gitea('pull_request', 'pull_request_sync'),
    payload: pullRequestEvent('synchronized'),
    expected: head,
  },
  {
    title: 'a closed pull request',
    headers: gitea('pull_request'),
    payload: pullRequestEvent('closed'),
    expected: { rule: 'event.type' },
  },
  {
    title: 'a pull request from a fork',
    headers: gitea('pull_request'),
    payload: pullRequestEvent('opened', { head: fork }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment of somebody who may push',
    headers: gitea('issue_comment', 'pull_request_comment'),
    payload: comment({}),
    expected: head,
  },
  {
    title: 'a rebuild comment of somebody who may not push',
    headers: gitea('issue_comment', 'pull_request_comment'),
    payload: comment({ repository: stranger }),
    expected: { rule: 'comment.author' },
  },
  {
    title: 'a rebuild comment on a fork’s pull request',
    headers: gitea('issue_comment', 'pull_request_comment'),
    payload: comment({ pull_request: pullRequest({ head: fork }) }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment that does not say whose code it is about',
    headers: gitea('issue_comment', 'pull_request_comment'),
    payload: comment({ pull_request: undefined }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a comment on an issue',
    headers: gitea('issue_comment'),
    payload: comment({ is_pull: false, pull_request: undefined }),
    expected: { rule: 'comment.subject' },
  },
  {
    title: 'an edited comment',
    headers: gitea('issue_comment', 'pull_request_comment'),
    payload: comment({ action: 'edited' }),
    expected: { rule: 'event.type' },
  },
  {
    title: 'a release',
    headers: gitea('release'),
    payload: { action: 'published', release: { id: 1, tag_name: 'v2' }, repository, sender },
    expected: { rule: 'event.type' },
  },
  {
    title: 'a pull request of another shape',
    headers: gitea('pull_request'),
    payload: { action: 'opened', pull_request: { head: {} } },
    expected: { rule: 'event.readable' },
  },
];
