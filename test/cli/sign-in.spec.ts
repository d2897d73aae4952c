import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from '../support/command-line.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';

const WHO = ['capability', 'list', '--kind', 'engine', '-f', 'value', '-c', 'Kind'];
const PASSWORD = 'secret of member';

let home: string;
let identity: Awaited<ReturnType<typeof fakeIdentity>>;
let service: KeystoneService;
let nobody: CommandLine;
let member: Record<string, string>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'solum-cli-'));
  identity = await fakeIdentity();
  service = await startKeystoneService(identity);
  const url = service.config.publicUrl;
  identity.keystone.endpoints.push({
    type: 'application_deployment',
    region: 'One',
    interface: 'public',
    url,
  });
  nobody = new CommandLine(home);
  member = { OS_AUTH_URL: identity.authUrl, OS_USERNAME: 'member', OS_PROJECT_NAME: 'home' };
});

afterAll(async () => {
  await service.close();
  await identity.close();
  await rm(home, { recursive: true, force: true });
});

const works = async (solum: CommandLine, options: readonly string[] = []) =>
  expect(await solum.run([...WHO, ...options])).toEqual({ code: 0, stdout: 'engine\n', stderr: '' });

describe('signing in from the command line', () => {
  it('works by password, and finds the service in the catalogue', () =>
    works(nobody.with({ ...member, OS_PASSWORD: PASSWORD })));

  it('works by application credential', () => {
    const { user, project } = identity.people.member as never;
    const { id, secret } = identity.keystone.identities.addCredential(user, project);
    return works(
      nobody.with({
        OS_AUTH_URL: identity.authUrl,
        OS_APPLICATION_CREDENTIAL_ID: id,
        OS_APPLICATION_CREDENTIAL_SECRET: secret,
      }),
    );
  });

  it('works with a token that is there already, without Keystone', async () => {
    const token = await identity.signIn('member');
    await works(nobody, ['--os-token', token, '--os-endpoint', service.config.publicUrl]);
  });

  it('works with clouds.yaml and secure.yaml, in which nothing of another cloud gets', async () => {
    const directory = join(home, '.config', 'openstack');
    await mkdir(directory, { recursive: true });
    const auth = { auth_url: identity.authUrl, username: 'member', project_name: 'home' };
    await writeFile(
      join(directory, 'clouds.yaml'),
      JSON.stringify({ clouds: { work: { auth }, play: { auth } } }),
    );
    await writeFile(join(directory, 'secure.yaml'), `clouds: {work: {auth: {password: ${PASSWORD}}}}\n`);
    await works(nobody, ['--os-cloud', 'work']);
    await works(nobody.with({ OS_CLOUD: 'work', OS_PASSWORD: 'of another' }));
    const other = await nobody.with({ OS_PASSWORD: PASSWORD }).run([...WHO, '--os-cloud', 'play']);
    expect([other.code, other.stderr]).toEqual([4, expect.stringContaining('--os-password is needed')]);
    const unknown = await nobody.run([...WHO, '--os-cloud', 'nope']);
    expect([unknown.code, unknown.stderr]).toEqual([4, expect.stringContaining('there are work, play')]);
    await rm(directory, { recursive: true });
  });

  it('asks for a password in a terminal, and never shows it', async () => {
    const command = nobody.with(member).open([...WHO, '--debug']);
    await command.shows('Password:');
    command.type(`${PASSWORD}\r`);
    expect(await command.ended).toBe(0);
    expect(command.screen.text).toContain('engine');
    expect(command.output).not.toContain(PASSWORD);
  });

  it('does not wait for a password where nobody can type one', async () => {
    const { code, stderr } = await nobody.with(member).run(WHO);
    expect([code, stderr]).toEqual([4, expect.stringContaining('--os-password is needed')]);
  });

  it('shows with --debug what was asked, and no token or password', async () => {
    const { stderr } = await nobody.with({ ...member, OS_PASSWORD: PASSWORD }).run([...WHO, '--debug']);
    expect(stderr).toMatch(/POST http.*\/v3\/auth\/tokens 201/);
    expect(stderr).toMatch(/GET http.*\/v1\/capabilities 200 req-/);
    for (const secret of [PASSWORD, ...identity.keystone.identities.secrets])
      expect(stderr).not.toContain(secret);
  });

  it('tells a wrong password, a missing role and a Keystone that is away from one another', async () => {
    const wrong = await nobody.with({ ...member, OS_PASSWORD: 'wrong' }).run(WHO);
    expect([wrong.code, wrong.stderr]).toEqual([4, expect.stringContaining('refused')]);
    const reader = nobody.with({ ...member, OS_USERNAME: 'reader', OS_PASSWORD: 'secret of reader' });
    const forbidden = await reader.run(['plan', 'create', '-'], 'version: 1\nname: shop\n');
    expect(forbidden.code).toBe(4);
    const away = { ...member, OS_PASSWORD: PASSWORD, OS_AUTH_URL: 'http://127.0.0.1:9/v3' };
    const gone = await nobody.with(away).run(WHO);
    expect([gone.code, gone.stderr]).toEqual([5, expect.stringContaining('does not answer')]);
  });
});
