import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { startService, type TestService } from '../support/test-service.js';

jest.setTimeout(120_000);

describe('the new-pipeline wizard', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dashboard: Dashboard;

  beforeAll(async () => {
    service = await startService();
    browser = await TestBrowser.launch();
  });

  beforeEach(async () => {
    dashboard = await browser.open(service.config.publicUrl);
    await dashboard.visit('/pipelines/new');
    await dashboard.heading('New pipeline');
  });

  afterEach(() => dashboard.close());

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  const fill = (label: string, value: string) =>
    dashboard.page.getByLabel(label, { exact: true }).fill(value);
  const press = (name: string) => dashboard.page.getByRole('button', { name }).click();
  const question = (name: string) => dashboard.page.getByRole('heading', { level: 2, name }).waitFor();

  async function writePlan(): Promise<void> {
    await fill('Plan name', 'shop');
    await fill('Repository', 'https://git.example.org/shop.git');
    await fill('Test command', 'npm test');
    await press('Next: workbook');
    await question('Which tasks run?');
  }

  it('leads from nothing to the first run', async () => {
    const { page } = dashboard;
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await writePlan();
    await page.getByRole('radio', { name: /^test_build_deploy/ }).check();
    await page.getByRole('figure', { name: /Tasks of test_build_deploy/ }).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await press('Next: trigger');
    await fill('Branches', 'main, release/**');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await press('Create pipeline');
    await question('Tell the git host');
    await page.getByText('It is shown this once').waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await page.getByRole('link', { name: 'Watch the first run' }).click();
    await page.waitForURL(/\/executions\//);
    const { body } = await service.api.get('/v1/pipelines?name=shop').expect(200);
    expect(page.url()).toContain(body[0].last_execution);
    const trigger = await service.api.get(`/v1/pipelines/${body[0].uuid}/trigger`).expect(200);
    expect(trigger.body.filters.branches).toEqual(['main', 'release/**']);
  });

  it('says at the field what is wrong, and goes on only when it is mended', async () => {
    const { page } = dashboard;
    await fill('Plan name', 'my shop');
    await fill('Repository', 'nowhere');
    await press('Next: workbook');
    await page.getByText('must be a repository address').waitFor();
    await page.getByText('must be 1 to 100 characters').waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await writePlan();
  });

  it('shows what the service refuses at the end where it is put right', async () => {
    const { page } = dashboard;
    await writePlan();
    await page.getByRole('radio', { name: /^build Builds an image/ }).check();
    await press('Next: trigger');
    await fill('Pipeline name', 'two words');
    dashboard.expectComplaint(/400/);
    await press('Create pipeline');
    await page.getByText('must be 1 to 100 characters').first().waitFor();
    expect(await page.getByLabel('Pipeline name').getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps the draft over a reload, but no token', async () => {
    const { page } = dashboard;
    await fill('Plan name', 'kept');
    await page.getByLabel('The repository is private').check();
    await fill('Repository token', 'hush-hush');
    const stored = await page.evaluate('JSON.stringify(sessionStorage)');
    expect(stored).toContain('kept');
    expect(stored).not.toContain('hush');
    await page.reload();
    await dashboard.heading('New pipeline');
    expect(await page.getByLabel('Plan name').inputValue()).toBe('kept');
    expect(await page.getByLabel('Repository token').inputValue()).toBe('');
  });
});
