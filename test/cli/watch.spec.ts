import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from '../support/command-line.js';
import { GATED, GatedLog } from '../support/gated-log.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';

let home: string;
let service: TestService;
let gated: GatedLog;
let solum: CommandLine;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'solum-cli-'));
  service = await startService({ environment: GATED });
  gated = await GatedLog.make(service.config.dataDir);
  solum = new CommandLine(home, { OS_ENDPOINT: service.config.publicUrl });
});
beforeEach(() => gated.shut());
afterAll(async () => {
  await service.close();
  await rm(home, { recursive: true, force: true });
});

const passes = () => gated.run(service.api, `echo before; ${gated.wait}; echo after`);
const fails = () => gated.run(service.api, 'echo "3 tests, 1 failed: prices"; exit 1');

describe('a run that is watched', () => {
  it('is painted over itself in a terminal, and leaves its last picture and the cursor', async () => {
    const { executionId } = await passes();
    const command = solum.open(['execution', 'watch', executionId]);
    await command.shows('● unit_test  running');
    await gated.open();
    expect(await command.ended).toBe(0);
    const lines = command.screen.text.split('\n');
    expect(lines[0]).toMatch(new RegExp(`^run  ${executionId}  SUCCESS  \\d+s$`));
    expect(lines[1]).toMatch(/^ {2}✓ unit_test {2}pass +[\d.]+s$/);
    expect(lines[2]).toMatch(/^The run succeeded in [\d.]+s\.$/);
    expect(command.screen.cursorShown).toBe(true);
    expect(command.output).not.toContain('\u001b[2J');
  });

  it('goes on when its watcher leaves by Ctrl-C, who gets the cursor back', async () => {
    const { executionId } = await passes();
    const command = solum.open(['execution', 'watch', executionId]);
    await command.shows('running');
    command.type('\u0003');
    expect(await command.ended).toBe(130);
    expect(command.screen.text).toContain(`The run goes on: solum execution watch ${executionId}`);
    expect(command.screen.cursorShown).toBe(true);
    await gated.open();
    expect((await service.api.ended(executionId)).state).toBe('SUCCESS');
  });

  it('has no colours where NO_COLOR says so', async () => {
    await gated.open();
    const { executionId } = await passes();
    const command = solum.with({ NO_COLOR: '1' }).open(['execution', 'watch', executionId]);
    expect(await command.ended).toBe(0);
    // eslint-disable-next-line no-control-regex
    expect(command.output).not.toMatch(/\u001b\[\d+m/);
  });

  it('is a line for each change in a pipe', async () => {
    await gated.open();
    const { executionId } = await passes();
    const { code, stdout, stderr } = await solum.run(['execution', 'watch', executionId]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/unit_test: pass in [\d.]+s\nThe run succeeded in [\d.]+s\.\n$/);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u001b\r]/);
  });

  it('says by its exit code and the end of the log that it failed, and why', async () => {
    const { executionId } = await fails();
    const { code, stdout } = await solum.run(['execution', 'watch', executionId]);
    expect(code).toBe(1);
    expect(stdout).toContain('unit_test: fail');
    expect(stdout).toContain('    3 tests, 1 failed: prices\n');
    expect(stdout).toMatch(/\nThe run failed in [\d.]+s: .*unit_test/);
  });
});

describe('a log', () => {
  it('is printed as it was written, to a pipe', async () => {
    await gated.open();
    const { executionId, path } = await gated.run(service.api, 'printf "\\033[32mgrün\\033[0m\\r\\n"');
    await service.api.ended(executionId);
    const { code, stdout } = await solum.run(['execution', 'logs', executionId, 'unit_test']);
    expect([code, stdout]).toEqual([0, (await service.api.get(path).expect(200)).text]);
  });

  it('is followed as it grows, of one task and of all', async () => {
    const { executionId } = await passes();
    const one = solum.open(['execution', 'logs', '-f', executionId, 'unit_test']);
    const all = solum.open(['execution', 'logs', '-f', executionId]);
    await one.shows('\nbefore\n');
    await all.shows('unit_test | before\n');
    await gated.open();
    expect(await Promise.all([one.ended, all.ended])).toEqual([0, 0]);
    expect(one.screen.text).toContain('\nafter\n');
    expect(all.screen.text).toContain('unit_test | after\n');
  });

  it('brings its colours to a terminal, and nothing else that would steer it', async () => {
    await gated.open();
    const title = 'printf "\\033]0;owned\\007\\033[32mgreen\\033[0m \\033[2Jend\\n"';
    const { executionId } = await gated.run(service.api, title);
    await service.api.ended(executionId);
    const command = solum.open(['execution', 'logs', executionId, 'unit_test']);
    expect(await command.ended).toBe(0);
    expect(command.output).toContain('\u001b[32mgreen\u001b[0m end');
    expect(command.output).not.toContain('\u001b]0;');
  });
});

describe('the commands of the first steps', () => {
  it('work as printed', async () => {
    const sample = await SampleRepository.make();
    const page = await readFile('docs/start/laptop.md', 'utf8');
    const plan =
      /^version: 1\n[^`]*?(?=\nEND)/m.exec(page)?.[0].replace('file:///tmp/hello', sample.href) ?? '';
    await writeFile(join(home, 'plan.yaml'), plan);
    const script = /## With the command line[^]*?```sh\n([^]*?)```/.exec(page)?.[1] ?? '';
    expect(script).toContain('pipeline create hello');
    const { code, stdout, stderr } = await solum.shell(`npx() { "$@"; }\n${script}`);
    expect([code, stderr]).toEqual([0, '']);
    const url = /The application answers at (\S+)/.exec(stdout)?.[1] ?? '';
    expect(await (await fetch(url)).text()).toBe('first');
    await solum.run(['pipeline', 'delete', 'hello']);
    await sample.remove();
  }, 90_000);
});
