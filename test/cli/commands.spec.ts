import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from '../support/command-line.js';
import { freePort, startService, TestService } from '../support/test-service.js';

const PLAN = `version: 1
name: shop
artifacts:
- name: web
  content: {href: https://git.example.org/shop.git}
  run_cmd: npm start
`;
const WAITING = `version: '2.0'
name: waiting
workflows:
  main:
    input: [greeting: hello]
    tasks:
      hold: {action: std.async_noop}
`;

const MINE = WAITING.replace('waiting', 'mine');

let home: string;
let service: TestService;
let solum: CommandLine;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'solum-cli-'));
  // The embedded engine: a task that nobody answers waits there.
  service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
  solum = new CommandLine(home, { OS_ENDPOINT: service.config.publicUrl });
  await writeFile(join(home, 'mine.yaml'), MINE);
  await writeFile(join(home, 'plan.yaml'), PLAN);
  await service.api.post('/v1/workbooks').type('text/plain').send(WAITING).expect(201);
});

afterAll(async () => {
  await service.close();
  await rm(home, { recursive: true, force: true });
});

/** What a command that goes well prints. */
async function printed(line: string, input?: string): Promise<string> {
  const { code, stdout, stderr } = await solum.run(line.split(' '), input);
  expect([line, code, stderr]).toEqual([line, 0, '']);
  return stdout;
}

async function value(line: string, input?: string): Promise<string> {
  return (await printed(`${line} -f value`, input)).trim();
}

describe('the command line, in a pipe', () => {
  it('takes plans from files and standard input, and shows, changes and deletes them by name', async () => {
    const id = await value('plan create - -c uuid', PLAN.replace('shop', 'other'));
    expect(await value('plan show other -c uuid')).toBe(id);
    await writeFile(join(home, 'changed.yaml'), `${PLAN.replace('shop', 'other')}description: changed\n`);
    expect(await value('plan update other changed.yaml -c description')).toBe('changed');
    expect(await printed('plan delete other')).toBe('');
    expect((await solum.run(['plan', 'show', id])).code).toBe(3);
  });

  it('creates workbooks, checks them, and runs them dry', async () => {
    expect(await printed('workbook validate mine.yaml')).toBe('The document is valid.\n');
    const invalid = await solum.run(['workbook', 'validate', '-'], 'version: "2.0"\nname: x\nworkflows: 5\n');
    expect(invalid.code).toBe(1);
    expect(invalid.stderr).not.toBe('');
    expect(await value('workbook create mine.yaml -c origin')).toBe('project');
    expect(await printed('workbook show mine -c definition -f value')).toBe(MINE);
    expect((await value('workbook list -c Name')).split('\n')).toEqual(
      expect.arrayContaining(['mine', 'unit_test']),
    );
    const args = ['workbook', 'dry-run', 'mine', '--script', '-', '-f', 'json', '-c', 'Task', '-c', 'State'];
    const dry = await solum.run(args, 'hold: {output: 5}\n');
    expect(dry).toMatchObject({ code: 0, stderr: expect.stringMatching(/^SUCCESS after /) });
    expect(JSON.parse(dry.stdout)).toEqual([{ Task: 'hold', State: 'SUCCESS' }]);
    const fails = await solum.run(args, 'hold: {state: ERROR}\n');
    expect(fails).toMatchObject({ code: 1, stderr: expect.stringMatching(/^ERROR after /) });
  });

  it('creates pipelines, runs and steers them, and deletes them without a question', async () => {
    await printed('plan create plan.yaml');
    const line = 'pipeline create shop --plan shop --workbook waiting --tag web --concurrency-limit 5';
    const created = JSON.parse(await printed(`${line} -f json`)) as Record<string, unknown>;
    expect(created).toMatchObject({
      name: 'shop',
      tags: ['web'],
      concurrency: { limit: 5, policy: 'queue' },
    });
    expect(await value('pipeline update shop --description text --no-concurrency -c description')).toBe(
      'text',
    );
    const run = await value('pipeline run shop --input greeting=ahoy -c uuid');
    expect(await value('execution show shop -c uuid -c inputs')).toContain(run);
    expect(JSON.parse(await printed('execution show shop -f json -c inputs'))).toMatchObject({
      inputs: { greeting: 'ahoy' },
    });
    expect(await value(`execution pause ${run} -c state`)).toBe('PAUSED');
    expect(await value(`execution resume ${run} -c state`)).toBe('RUNNING');
    expect(await value('execution cancel shop --reason enough -c uuid')).toBe(run);
    await service.api.ended(run);
    expect(await value('execution list shop --state CANCELLED -c ID')).toBe(run);
    expect(await value(`execution rerun ${run} -c rerun_of`)).toBe(run);
    expect(await value('execution tasks shop -c Name')).toMatch(/^(hold)?$/);
    expect(await value('delegation show shop -c status')).toBe('ok');
    expect(await value('trigger show shop -c unsigned')).toBe('refused');
    expect(await value('trigger rotate-secret shop --overlap 0 -c trigger_secret')).toMatch(/^\w{20,}$/);
    expect(await printed('pipeline delete shop')).toBe('');
    expect(await value('pipeline list --name shop')).toBe('');
  });

  it('sets secrets and schedules, and never shows a secret’s value', async () => {
    const { uuid } = await service.api.createPipeline({ name: 'nightly', workbook_name: 'waiting' });
    expect(await printed('secret set NPM_TOKEN --pipeline nightly --from-file -', 'npm_123456')).toBe('');
    const secrets = await printed('secret list --pipeline nightly -f json');
    expect(JSON.parse(secrets)).toMatchObject([{ Name: 'NPM_TOKEN', Version: 1 }]);
    expect(secrets).not.toContain('npm_123456');
    await printed('secret delete NPM_TOKEN --pipeline nightly');
    const created = await solum.run(['schedule', 'create', 'nightly', '30 2 * * MON-FRI', '-f', 'json']);
    const schedule = JSON.parse(created.stdout) as { uuid: string };
    expect(await value(`schedule update nightly ${schedule.uuid} --disable -c enabled`)).toBe('false');
    expect(await value('schedule list nightly -c ID')).toBe(schedule.uuid);
    expect(await value(`schedule show nightly ${schedule.uuid} -c pipeline_id`)).toBe(uuid);
    await printed(`schedule delete nightly ${schedule.uuid}`);
    expect(await value('schedule list nightly')).toBe('');
  });

  it('shows the webhooks that came in, and has one judged again', async () => {
    const { uuid, trigger_uri } = await service.api.createPipeline({
      name: 'hooked',
      workbook_name: 'waiting',
    });
    await service.api.post(new URL(trigger_uri).pathname, {}).expect(401);
    const delivery = await value('delivery list hooked -c ID');
    expect(JSON.parse(await printed(`delivery show hooked ${delivery} -f json`))).toMatchObject({
      pipeline_id: uuid,
      verdict: 'rejected',
      signature: 'missing',
    });
    expect(await solum.run(['delivery', 'redeliver', 'hooked', delivery])).toMatchObject({ code: 3 });
  });

  it('prints lists as OpenStackClient does, in five forms', async () => {
    const line = 'workbook list -c Name -c Origin --sort-column Name';
    expect(await printed(`${line} -f csv`)).toMatch(/^"Name","Origin"\n"build","built-in"\n/);
    expect(await printed(`${line} -f value`)).toMatch(/^build built-in\n/);
    expect(await printed(`${line} -f json --noindent`)).toMatch(/^\[\{"Name":"build","Origin":"built-in"\},/);
    expect(await printed(`${line} -f yaml`)).toMatch(/^- Name: build\n {2}Origin: built-in\n/);
    expect(await printed(line)).toMatch(
      /^(\+-+\+-+\+)\n\| Name +\| Origin +\|\n\1\n\| build +\| built-in +\|\n/,
    );
    const narrow = await printed('workbook list --max-width 60');
    expect(Math.max(...narrow.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
  });

  it('lists what the service can do', async () => {
    expect((await value('capability list --kind git-host -c Name')).split('\n')).toContain('github');
    expect(await value('capability list --kind engine -c Name -c Available')).toBe('embedded true');
  });

  it('goes on over the pages of a list, up to the limit', async () => {
    for (const name of ['one', 'two', 'three']) await service.api.createPlan({ name });
    expect((await value('plan list --limit 2 --sort name:asc -c Name')).split('\n')).toHaveLength(2);
  });

  it('says which of several is meant where a name is not enough', async () => {
    const [first, second] = [
      await service.api.createPlan({ name: 'twin' }),
      await service.api.createPlan({ name: 'twin' }),
    ];
    const { code, stderr } = await solum.run(['plan', 'show', 'twin']);
    expect(code).toBe(2);
    expect(stderr).toContain('2 plans are named twin; say which by its id');
    for (const { uuid } of [first, second]) expect(stderr).toContain(uuid);
    expect(await value(`plan show ${second.uuid} -c uuid`)).toBe(second.uuid);
  });

  it('tells by its exit code what went wrong, and on standard error why', async () => {
    const nowhere = solum.with({ OS_ENDPOINT: `http://127.0.0.1:${await freePort()}` });
    const ends = async (line: string, who = solum) => {
      const { code, stdout, stderr } = await who.run(line.split(' '));
      expect(stdout).toBe('');
      return [code, stderr];
    };
    expect(await ends('pipeline show nothing')).toEqual([3, 'There is no pipeline nothing here.\n']);
    expect(await ends('pipeline lsit')).toEqual([2, expect.stringContaining('unknown command')]);
    expect(await ends('pipeline list --colour')).toEqual([2, expect.stringContaining('unknown option')]);
    expect(await ends('pipeline list -c Nothing')).toEqual([
      2,
      expect.stringContaining('There is no column Nothing'),
    ]);
    expect(await ends('pipeline list', nowhere)).toEqual([
      5,
      expect.stringContaining('does not answer: ECONNREFUSED'),
    ]);
    expect(await ends('pipeline list --os-auth-type v3oidc')).toEqual([
      2,
      expect.stringContaining('v3oidc is not known'),
    ]);
    const { code, stderr } = await solum.run(['plan', 'create', '-'], 'version: 1\nname: "two words"\n');
    expect([code, stderr]).toEqual([3, expect.stringContaining('name')]);
  });

  it('is quiet where nobody reads on', async () => {
    const { stdout, stderr } = await solum.shell(
      'solum capability list --long -f json | head -n 1; echo "${PIPESTATUS[0]}"',
    );
    expect([stdout, stderr]).toEqual(['[\n0\n', '']);
  });
});

describe('the command line, in a terminal', () => {
  it('draws a list no wider than the terminal', async () => {
    const command = solum.open(['workbook', 'list']);
    expect(await command.ended).toBe(0);
    expect(command.screen.text).toContain('| unit_test');
    expect(Math.max(...command.screen.text.split('\n').map(({ length }) => length))).toBe(100);
  });

  it('asks before it deletes, and deletes nothing without a yes', async () => {
    await service.api.createPipeline({ name: 'precious', workbook_name: 'waiting' });
    const refused = solum.open(['pipeline', 'delete', 'precious']);
    await refused.shows('Delete precious, with what is deployed by it? [y/N]');
    refused.type('\r');
    expect(await refused.ended).toBe(1);
    expect(await value('pipeline show precious -c name')).toBe('precious');
    const interrupted = solum.open(['pipeline', 'delete', 'precious']);
    await interrupted.shows('[y/N]');
    interrupted.type('\u0003');
    expect(await interrupted.ended).toBe(130);
    const agreed = solum.open(['pipeline', 'delete', 'precious']);
    await agreed.shows('[y/N]');
    agreed.type('y\r');
    expect(await agreed.ended).toBe(0);
    expect(await value('pipeline list --name precious')).toBe('');
  });

  it('asks for a secret’s value without showing it', async () => {
    const { uuid } = await service.api.createPlan({ name: 'secretive' });
    const command = solum.open(['secret', 'set', 'NPM_TOKEN', '--plan', uuid]);
    await command.shows('Value of NPM_TOKEN:');
    command.type('npm_987654\r');
    expect(await command.ended).toBe(0);
    expect(command.output).not.toContain('npm_987654');
    expect(await value(`secret list --plan ${uuid} -c Name`)).toBe('NPM_TOKEN');
  });
});
