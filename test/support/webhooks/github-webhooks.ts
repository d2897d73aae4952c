import { COMMIT, EARLIER, REBUILD, TAG_OBJECT, WebhookCase } from './webhook-case.js';

const repository = { id: 700, name: 'loom', full_name: 'weavers/loom', default_branch: 'main' };
const pullRequest = (head: object = {}) => ({
  number: 33,
  state: 'open',
  author_association: 'MEMBER',
  head: { ref: 'tighter', sha: COMMIT, repo: repository, ...head },
  base: { ref: 'main', sha: EARLIER, repo: repository },
});
const opened = (action: string, head?: object) => ({
  action,
  number: 33,
  pull_request: pullRequest(head),
  repository,
});
const issueComment = (changes: object, issue: object = {}) => ({
  action: 'created',
  issue: { number: 33, author_association: 'COLLABORATOR', pull_request: { url: 'x' }, ...issue },
  comment: { id: 1, body: `Flaky loom.\n${REBUILD}`, author_association: 'OWNER', ...changes },
  repository,
});
const headers = (event: string) => ({
  'X-GitHub-Event': event,
  'X-GitHub-Delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
});
const head = { ref: 'refs/heads/tighter', commit: COMMIT };

/** What the published examples of GitHub's payloads do not hold. */
export const GITHUB_WEBHOOKS: readonly WebhookCase[] = [
  {
    title: 'an annotated tag, by its commit',
    headers: headers('push'),
    payload: {
      ref: 'refs/tags/v9',
      after: TAG_OBJECT,
      head_commit: { id: COMMIT, message: 'Weave' },
      commits: [],
    },
    expected: { ref: 'refs/tags/v9', commit: COMMIT },
  },
  {
    title: 'a push whose head commit asks to be skipped',
    headers: headers('push'),
    payload: {
      ref: 'refs/heads/main',
      before: EARLIER,
      after: COMMIT,
      head_commit: { id: COMMIT, message: 'Tidy\n\n[Skip CI]' },
    },
    expected: { rule: 'filter.skip_ci' },
  },
  {
    title: 'new commits of a pull request',
    headers: headers('pull_request'),
    payload: opened('synchronize'),
    expected: head,
  },
  {
    title: 'a pull request from a fork',
    headers: headers('pull_request'),
    payload: opened('opened', { repo: { id: 701, fork: true } }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a pull request from a fork that is gone',
    headers: headers('pull_request'),
    payload: opened('reopened', { repo: null }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment of an owner on a collaborator’s pull request',
    headers: headers('issue_comment'),
    payload: issueComment({}),
    expected: { ref: 'refs/pull/33/head', commit: null },
  },
  {
    title: 'a rebuild comment of an owner on a stranger’s pull request',
    headers: headers('issue_comment'),
    payload: issueComment({}, { author_association: 'FIRST_TIME_CONTRIBUTOR' }),
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment of a stranger',
    headers: headers('issue_comment'),
    payload: issueComment({ author_association: 'CONTRIBUTOR' }),
    expected: { rule: 'comment.author' },
  },
  {
    title: 'a rebuild comment of nobody known',
    headers: headers('issue_comment'),
    payload: issueComment({ author_association: undefined }),
    expected: { rule: 'comment.author' },
  },
  {
    title: 'a comment that only quotes the phrase',
    headers: headers('issue_comment'),
    payload: issueComment({ body: `Do not write ${REBUILD} here` }),
    expected: { rule: 'comment.phrase' },
  },
  {
    title: 'a rebuild comment on an issue',
    headers: headers('issue_comment'),
    payload: issueComment({}, { pull_request: undefined }),
    expected: { rule: 'comment.subject' },
  },
  {
    title: 'a rebuild comment in a review',
    headers: headers('pull_request_review_comment'),
    payload: {
      action: 'created',
      comment: { body: REBUILD, author_association: 'MEMBER' },
      pull_request: pullRequest(),
    },
    expected: head,
  },
  {
    title: 'a review that asks for a rebuild',
    headers: headers('pull_request_review'),
    payload: {
      action: 'submitted',
      review: { body: REBUILD, author_association: 'MEMBER' },
      pull_request: pullRequest({ repo: { id: 701 } }),
    },
    expected: { rule: 'pull_request.fork' },
  },
  {
    title: 'a rebuild comment on a commit',
    headers: headers('commit_comment'),
    payload: {
      action: 'created',
      comment: { body: REBUILD, author_association: 'OWNER', commit_id: COMMIT },
    },
    expected: { ref: null, commit: COMMIT },
  },
  {
    title: 'a number of a pull request that is none',
    headers: headers('issue_comment'),
    payload: issueComment({}, { number: -1.5 }),
    expected: { rule: 'pull_request.head' },
  },
];
