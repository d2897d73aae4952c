import { COMMIT, NONE, WebhookCase } from './webhook-case.js';

/** `payload: undefined` is an empty body. */
export const PLAIN_WEBHOOKS: readonly WebhookCase[] = [
  { title: 'nothing', headers: {}, payload: undefined, expected: { ref: null, commit: null } },
  { title: 'an empty object', headers: {}, payload: {}, expected: { ref: null, commit: null } },
  {
    title: 'what an unknown host sends',
    headers: { 'X-Unheard-Of-Event': 'push' },
    payload: { hello: 'there' },
    expected: { ref: null, commit: null },
  },
  {
    title: 'a branch',
    headers: { 'X-Solum-Delivery': 'nightly-5' },
    payload: { ref: 'refs/heads/main' },
    expected: { ref: 'refs/heads/main', commit: null },
  },
  {
    title: 'a commit of a branch',
    headers: {},
    payload: { ref: 'refs/heads/main', commit: COMMIT },
    expected: { ref: 'refs/heads/main', commit: COMMIT },
  },
  {
    title: 'a commit alone',
    headers: {},
    payload: { commit: COMMIT },
    expected: { ref: null, commit: COMMIT },
  },
  {
    title: 'a short commit',
    headers: {},
    payload: { ref: 'refs/heads/main', commit: COMMIT.slice(0, 8) },
    expected: { rule: 'push.commit' },
  },
  {
    title: 'a branch without refs/heads',
    headers: {},
    payload: { ref: 'main' },
    expected: { rule: 'push.ref' },
  },
  {
    title: 'a branch that is gone',
    headers: {},
    payload: { ref: 'refs/heads/main', after: NONE },
    expected: { rule: 'push.deleted' },
  },
  { title: 'a list', headers: {}, payload: ['refs/heads/main'], expected: { rule: 'event.readable' } },
  { title: 'a number', headers: {}, payload: 5, expected: { rule: 'event.readable' } },
];
