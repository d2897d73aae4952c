export type Host = 'github' | 'gitlab' | 'gitea' | 'bitbucket' | 'plain';

export interface HostGuide {
  readonly id: Host;
  readonly name: string;
  /** In order; the URL and the secret stand above them with their buttons. */
  readonly steps: readonly string[];
  readonly contentType: string;
  /** What to tick for each event of ours. */
  readonly ticks: Readonly<Record<'push' | 'tag' | 'pull_request' | 'comment', string | null>>;
}

export const HOSTS: readonly HostGuide[] = [
  {
    id: 'github',
    name: 'GitHub',
    contentType: 'application/json',
    steps: [
      'In the repository, open Settings, Webhooks, Add webhook.',
      'Payload URL: the address above.',
      'Content type: application/json.',
      'Secret: the secret above.',
      'Choose “Let me select individual events” and tick those below.',
      'Leave it Active, and add the webhook. GitHub sends a ping at once: it starts nothing.',
    ],
    ticks: {
      push: 'Pushes',
      tag: 'Pushes (tags come with them)',
      pull_request: 'Pull requests',
      comment: 'Issue comments, Commit comments, Pull request reviews and review comments',
    },
  },
  {
    id: 'gitlab',
    name: 'GitLab',
    contentType: 'application/json',
    steps: [
      'In the project, open Settings, Webhooks, Add new webhook.',
      'URL: the address above.',
      'Signing token: the secret in the form whsec_…, below. Where GitLab is too old for signing tokens, use the secret above as Secret token.',
      'Tick the triggers below.',
      'Leave SSL verification enabled, and add the webhook.',
    ],
    ticks: {
      push: 'Push events',
      tag: 'Tag push events',
      pull_request: 'Merge request events',
      comment: null,
    },
  },
  {
    id: 'gitea',
    name: 'Gitea, Forgejo',
    contentType: 'application/json',
    steps: [
      'In the repository, open Settings, Webhooks, Add webhook, and choose Gitea or Forgejo.',
      'Target URL: the address above. HTTP method: POST.',
      'POST content type: application/json.',
      'Secret: the secret above.',
      'Trigger on: custom events; tick those below, and add the webhook.',
    ],
    ticks: {
      push: 'Push',
      tag: 'Push (tags come with them)',
      pull_request: 'Pull request, and Pull request synchronized',
      comment: 'Issue comment',
    },
  },
  {
    id: 'bitbucket',
    name: 'Bitbucket',
    contentType: 'application/json (it sends nothing else)',
    steps: [
      'In the repository, open Repository settings, Webhooks, Add webhook.',
      'URL: the address above.',
      'Secret: the secret above.',
      'Choose from a full list of triggers, tick those below, and save.',
    ],
    ticks: {
      push: 'Repository: Push',
      tag: 'Repository: Push (tags come with them)',
      pull_request: 'Pull request: Created (Opened) and Updated (Source branch updated)',
      comment: null,
    },
  },
  {
    id: 'plain',
    name: 'curl, scripts',
    contentType: 'application/json',
    steps: [
      'Sign the body with the secret: HMAC-SHA256, in hexadecimal, as the header X-Solum-Signature-256.',
      'Send it by POST. All members of the body are optional: ref, commit, message, paths.',
    ],
    ticks: { push: 'refs/heads/… as ref', tag: 'refs/tags/… as ref', pull_request: null, comment: null },
  },
];

/** The secret as GitLab’s signing tokens are written: `whsec_` and base64 of its bytes. */
export function signingToken(secret: string): string {
  const bytes = (secret.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16)));
  return `whsec_${btoa(bytes.join(''))}`;
}

export function curlExample(url: string): string {
  return `BODY='{"ref": "refs/heads/main"}'
SIGNATURE=$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)
curl -s ${url} -H 'Content-Type: application/json' \\
  -H "X-Solum-Signature-256: sha256=$SIGNATURE" -d "$BODY"`;
}
