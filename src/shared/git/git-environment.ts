import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceAddress } from '../domain/source-address.js';

/** Directories that git may use; absolute. */
export interface GitDirectories {
  readonly root: string;
  readonly home: string;
  readonly temporary: string;
}

/** What git hosts take as the user of a token where the address names none. */
const TOKEN_USER = 'x-access-token';

/**
 * Answers git's two questions for one origin only, and with exactly the words expected: a submodule or a redirect on
 * another host must not get the token, whatever its address looks like.
 */
const ASKPASS = `#!/bin/sh
case "$1" in
  "Username for '$SOLUM_GIT_SCHEME://$SOLUM_GIT_HOST': ") printf '%s\\n' "$SOLUM_GIT_USER" ;;
  "Password for '$SOLUM_GIT_SCHEME://$SOLUM_GIT_USER@$SOLUM_GIT_HOST': ") printf '%s\\n' "$SOLUM_GIT_TOKEN" ;;
  *) exit 1 ;;
esac
`;

/** Options of every git call: nothing of the repository's is executed, and nothing waits for a person. */
export const GIT_OPTIONS = [
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'protocol.ext.allow=never'],
  ...['-c', 'credential.helper='],
  ...['-c', 'http.followRedirects=initial'],
  ...['-c', 'submodule.recurse=false'],
  ...['-c', 'advice.detachedHead=false'],
  ...['-c', 'gc.auto=0'],
  // A host that sends less than 1 kB/s for a minute is as good as dead.
  ...['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60'],
];

/**
 * The environment of git for one repository. The token is in it, and nowhere else: in no argument, no file, no
 * configuration of the checkout.
 */
export async function gitEnvironment(
  address: SourceAddress,
  options: {
    readonly workspace: GitDirectories;
    readonly token: string | null;
    readonly protocols: readonly string[];
  },
): Promise<Record<string, string>> {
  const { workspace, token, protocols } = options;
  const credentials =
    token && address.origin ? await tokenEnvironment(address.origin, address.user, token, workspace) : {};
  return {
    HOME: workspace.home,
    LANG: 'C.UTF-8',
    TMPDIR: workspace.temporary,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: protocols.join(':'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_ASKPASS: '/bin/false',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ConnectTimeout=30',
    ...credentials,
  };
}

async function tokenEnvironment(
  origin: string,
  user: string | null,
  token: string,
  workspace: GitDirectories,
) {
  const directory = join(workspace.root, 'git');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const script = join(directory, 'askpass');
  await writeFile(script, ASKPASS);
  await chmod(script, 0o700);
  const { protocol, host } = new URL(origin);
  return {
    GIT_ASKPASS: script,
    SOLUM_GIT_SCHEME: protocol.replace(':', ''),
    SOLUM_GIT_HOST: host,
    SOLUM_GIT_USER: user ?? TOKEN_USER,
    SOLUM_GIT_TOKEN: token,
  };
}
