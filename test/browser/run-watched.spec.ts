import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { GATED } from '../support/gated-log.js';
import { GitRepository } from '../support/git-repository.js';
import { RunPage } from '../support/run-page.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

const SERVER = `import { createServer } from 'node:http';
createServer((request, response) => response.end('hello')).listen(process.env.PORT, '127.0.0.1');
`;
const FAILS = `#!/bin/sh
printf '\\033[32mok 1\\033[0m\\n'
printf 'AssertionError: 12 is not 13\\n'
for i in $(seq 100); do echo "tidying up $i"; done
exit 1
`;

describe('a run’s page', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dashboard: Dashboard;
  let repository: GitRepository;
  let gate: string;

  beforeAll(async () => {
    service = await startService({ environment: GATED });
    browser = await TestBrowser.launch();
    repository = await GitRepository.make(await mkdtemp(join(tmpdir(), 'solum-watched-')));
    gate = 'until git ls-remote -q origin refs/tags/open 2>/dev/null | grep -q .; do sleep 0.2; done';
    await repository.commit({ 'server.mjs': SERVER, 'test.sh': FAILS });
  });

  beforeEach(async () => {
    dashboard = await browser.open(service.config.publicUrl);
  });

  afterEach(() => dashboard.close());

  afterAll(async () => {
    await browser.close();
    await service.close();
    await rm(repository.path, { recursive: true, force: true });
  });

  async function runOf(name: string, unittest_cmd: string): Promise<string> {
    const href = pathToFileURL(repository.path).href;
    const artifacts = [
      {
        name: 'web',
        content: { href },
        unittest_cmd,
        run_cmd: 'exec node server.mjs',
        functionaltest_cmd: 'true',
      },
    ];
    const { uri } = await service.api.createPlan({ name, artifacts });
    return (await service.api.createPipeline({ name, plan_uri: uri })).last_execution;
  }

  it('shows a run live, task by task and line by line, until it passes', async () => {
    const remote = pathToFileURL(repository.path).href;
    const id = await runOf('watched', `echo begun; ${gate.replace('origin', remote)}; echo open`);
    const run = await RunPage.open(dashboard, id);
    await run.is('Running');
    await run.task('unit_test', 'Running').waitFor();
    await run.log('unit_test').getByText('begun', { exact: true }).waitFor();
    expect(await run.log('unit_test').getByText('open', { exact: true }).count()).toBe(0);
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await repository.git('tag', 'open');
    for (const task of ['unit_test', 'image_build', 'deploy', 'check', 'functional_test'])
      await run.task(task, 'Passed').waitFor({ timeout: 60_000 });
    await run.is('Passed');
    const application = await run.page
      .getByRole('link', { name: 'Open the application' })
      .getAttribute('href');
    expect(application).toBe(`${String((await service.api.execution(id)).outputs.url)}/`);
    await run.node('unit_test').click();
    await run.log('unit_test').getByText('open', { exact: true }).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('leads from a failed run to the line that says why, and on from there once it is mended', async () => {
    const id = await runOf('failing', 'sh test.sh && test -e /nowhere');
    await service.api.ended(id, 60_000);
    const run = await RunPage.open(dashboard, id);
    await run.is('Failed');
    await run.page.getByText('The task unit_test failed: the unit tests failed with exit code 1').waitFor();
    const line = run.log('unit_test').getByText('AssertionError: 12 is not 13');
    await line.waitFor();
    expect(await line.isVisible()).toBe(true);
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await run.page.getByRole('button', { name: /^Line \d+$/ }).click();
    await run.page.waitForURL(/#L\d+$/);
    await run.steer('Re-run from here', 'the machine was full');
    await until(async () => (await service.api.execution(id)).attempt === 2);
    await run.page.getByText('the machine was full').waitFor();
    await service.api.ended(id, 60_000);
    await run.is('Failed');
    await run.task('unit_test', 'Failed').getByText('2 tries').waitFor();
  });

  it('is steered by buttons that fit its state, each with a reason that everybody reads', async () => {
    const id = await runOf('steered', 'sleep 60');
    const run = await RunPage.open(dashboard, id);
    await run.task('unit_test', 'Running').waitFor();
    await run.steer('Pause', 'code freeze');
    await run.is('Paused');
    await run.page.getByText('it was paused by developer: code freeze').waitFor();
    await run.steer('Resume', '');
    await run.is('Running');
    await run.steer('Cancel', 'wrong branch');
    await run.is('Cancelled');
    await run.page.getByText('cancelled by developer: wrong branch', { exact: true }).waitFor();
  });

  it('that is gone says where it may be', async () => {
    dashboard.expectComplaint(/404/);
    await dashboard.visit('/executions/00000000-0000-4000-8000-000000000000');
    await dashboard.heading('This run is not here');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });
});
