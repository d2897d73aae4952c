import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
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

const LINES = 100_000;
/** Prints the lines, waits until the page was looked at, then prints some more. */
const PRINTS = `
import { execFileSync } from 'node:child_process';
const lines = Array.from({ length: ${LINES} }, (_, n) => (n % 1000 === 500 ? 'a needle at ' : 'step ') + n);
process.stdout.write(lines.join('\\n') + '\\n');
const asked = () => execFileSync('git', ['ls-remote', process.argv[2], 'refs/tags/more']).length > 0;
while (!asked()) await new Promise((resolve) => setTimeout(resolve, 200));
for (let n = 0; n < 50; n += 1) console.log('more ' + n);
`;

describe('a log of 100,000 lines', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dashboard: Dashboard;
  let repository: GitRepository;
  let run: RunPage;

  beforeAll(async () => {
    service = await startService({ environment: GATED });
    browser = await TestBrowser.launch();
    repository = await GitRepository.make(await mkdtemp(join(tmpdir(), 'solum-long-')));
    await repository.commit({ 'print.mjs': PRINTS });
    const href = pathToFileURL(repository.path).href;
    const artifacts = [
      { name: 'web', content: { href }, unittest_cmd: `node print.mjs ${href}`, run_cmd: 'true' },
    ];
    const { uri } = await service.api.createPlan({ artifacts });
    const pipeline = await service.api.createPipeline({ plan_uri: uri });
    dashboard = await browser.open(service.config.publicUrl);
    run = await RunPage.open(dashboard, pipeline.last_execution);
    await line(`step ${LINES - 1}`).waitFor({ timeout: 60_000 });
  });

  afterAll(async () => {
    await dashboard.close();
    await browser.close();
    await service.close();
    await rm(repository.path, { recursive: true, force: true });
  });

  const line = (text: string) => run.log('unit_test').getByText(text, { exact: true });
  const follows = async () => (await run.button('Follow').getAttribute('aria-pressed')) === 'true';
  const rows = () => run.log('unit_test').getByRole('link').count();

  it('is followed to its end, with no more rows in the page than can be seen', async () => {
    expect(await follows()).toBe(true);
    expect(await line(`step ${LINES - 1}`).isVisible()).toBe(true);
    expect(await rows()).toBeLessThan(150);
  });

  it('is searched, forth and back, round the end', async () => {
    const search = run.page.getByRole('searchbox', { name: 'Search the log' });
    await search.fill('NEEDLE');
    await run.page.getByText('100 lines', { exact: true }).waitFor();
    await search.press('Enter');
    await run.log('unit_test').getByText('needle', { exact: true }).first().waitFor();
    await run.page.getByText('1 of 100 lines').waitFor();
    await run.button('Previous').click();
    await run.page.getByText('100 of 100 lines').waitFor();
    await run.button('Next').click();
    await run.page.getByText('1 of 100 lines').waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await search.press('Escape');
  });

  it('is left where one reads: scrolling up ends following, and the button takes it up again', async () => {
    await run.button('Follow').click();
    await line(`step ${LINES - 1}`).waitFor();
    await run.log('unit_test').hover();
    await run.page.mouse.wheel(0, -2000);
    await until(async () => !(await follows()));
    const top = await run.log('unit_test').evaluate((element) => element.scrollTop);
    await repository.git('tag', 'more');
    await run.page.getByText(/^100,0\d\d lines$/).waitFor({ timeout: 60_000 });
    expect(await run.log('unit_test').evaluate((element) => element.scrollTop)).toBe(top);
  });

  it('is linked to line by line, and wraps', async () => {
    await dashboard.visit(`/executions/${await id()}?task=unit_test#L70007`);
    const target = run.log('unit_test').getByRole('link', { name: 'Line 70007', exact: true });
    await target.waitFor();
    expect(await target.isVisible()).toBe(true);
    await run.button('Wrap').click();
    expect(await run.button('Wrap').getAttribute('aria-pressed')).toBe('true');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  const id = async (): Promise<string> =>
    /executions\/([^/?#]+)/.exec(new URL(run.page.url()).pathname)?.[1] as string;
});
