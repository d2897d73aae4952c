import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { startService, type TestService } from '../support/test-service.js';

jest.setTimeout(120_000);

describe('workbooks in the dashboard', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dashboard: Dashboard;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    browser = await TestBrowser.launch();
  });

  beforeEach(async () => {
    dashboard = await browser.open(service.config.publicUrl);
  });

  afterEach(() => dashboard.close());

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  /** As a person would: the whole text is marked, taken away, and another one typed. */
  async function write(text: string): Promise<void> {
    await dashboard.page.getByLabel('Workbook definition').click();
    await dashboard.page.keyboard.press('Control+a');
    await dashboard.page.keyboard.press('Delete');
    await dashboard.page.keyboard.insertText(text);
  }

  it('are drawn, with their inputs', async () => {
    await dashboard.visit('/workbooks');
    await dashboard.page.getByRole('link', { name: 'test_build_deploy' }).click();
    await dashboard.heading('test_build_deploy');
    const graph = dashboard.page.getByRole('figure', { name: /Tasks of test_build_deploy/ });
    await graph.getByText('functional_test', { exact: true }).first().waitFor();
    await dashboard.page.getByRole('region', { name: 'Inputs' }).getByText('stack_id').waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('are checked while they are written, with the line of the mistake, and kept once they are right', async () => {
    const { page } = dashboard;
    await dashboard.visit('/workbooks/new');
    await page.getByText('Valid', { exact: true }).waitFor();
    await write(
      "version: '2.0'\nname: own\nworkflows:\n  main:\n    tasks:\n      a: {action: std.noop, on-success: b}\n",
    );
    await page.getByText("Task 'b' not found.").first().waitFor();
    await page.getByText('Line 6:').waitFor();
    expect(await page.getByRole('button', { name: 'Create workbook' }).isDisabled()).toBe(true);
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await write(
      "version: '2.0'\nname: own\nworkflows:\n  main:\n    tasks:\n      a: {action: std.noop, on-success: fail}\n",
    );
    await page.getByText('Valid', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Create workbook' }).click();
    await dashboard.heading('own');
    const { body } = await service.api.get('/v1/workbooks/own').expect(200);
    expect(body.definition).toContain('on-success: fail');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete the workbook' }).click();
    await dashboard.heading('Workbooks');
    await service.api.get('/v1/workbooks/own').expect(404);
  });

  it('are tried with results that one chooses', async () => {
    const { page } = dashboard;
    await dashboard.visit('/workbooks/unit_test');
    await page.getByRole('tab', { name: 'Dry run' }).click();
    await page.getByRole('combobox', { name: 'unit_test' }).selectOption('fails');
    await page.getByRole('button', { name: 'Run it dry' }).click();
    await page.getByText('of simulated time').waitFor();
    expect(await page.getByRole('region', { name: 'Tasks of the dry run' }).textContent()).toContain(
      'Failed',
    );
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('that are built-in are copied to be changed', async () => {
    const { page } = dashboard;
    await dashboard.visit('/workbooks/build');
    await page.getByRole('button', { name: 'Copy to change it' }).click();
    await dashboard.heading('New workbook');
    await page.getByLabel('Workbook definition').getByText('my_build').waitFor();
  });
});
