import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { startService, type TestService } from '../support/test-service.js';

jest.setTimeout(180_000);

describe('pipelines in the dashboard', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dashboard: Dashboard;
  let pipeline: { uuid: string };

  beforeAll(async () => {
    service = await startService();
    browser = await TestBrowser.launch();
    pipeline = await service.api.createPipeline({ name: 'shop' });
    await service.api.createPipeline({ name: 'warehouse' });
  });

  beforeEach(async () => {
    dashboard = await browser.open(service.config.publicUrl);
  });

  afterEach(() => dashboard.close());

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  it('are listed with their last run, and found by a part of their name', async () => {
    const { page } = dashboard;
    await dashboard.visit('/pipelines');
    const row = page.getByRole('row', { name: /shop/ });
    await row.getByRole('img', { name: /Last run:/ }).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('WAREH');
    await row.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'warehouse' }).waitFor();
    expect(page.url()).toContain('q=WAREH');
  });

  it('show each run as a row and each task as a column, and a new run at once', async () => {
    const { page } = dashboard;
    await dashboard.visit(`/pipelines/${pipeline.uuid}`);
    await page.getByRole('columnheader', { name: 'unit_test' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await service.api
      .post(`/v1/pipelines/${pipeline.uuid}/executions`, { ref: 'refs/heads/next' })
      .expect(202);
    await page.getByRole('row', { name: /next/ }).waitFor();
  });

  it('say what a run cannot be started with, and keep what was typed', async () => {
    dashboard.expectComplaint(/400/);
    const { page } = dashboard;
    await dashboard.visit(`/pipelines/${pipeline.uuid}`);
    await page.getByRole('button', { name: 'Run now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run now' });
    await dialog.getByRole('textbox', { name: 'Commit' }).fill('abc');
    await dialog.getByRole('button', { name: 'Start the run' }).click();
    await dialog.getByText('must be a full commit hash in lower case').first().waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Commit' }).inputValue()).toBe('abc');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('teach where webhooks come from while none has come', async () => {
    await dashboard.visit(`/pipelines/${pipeline.uuid}?tab=deliveries`);
    await dashboard.page.getByText('No webhook has come in yet').waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('show a new secret of their trigger once', async () => {
    const { page } = dashboard;
    await dashboard.visit(`/pipelines/${pipeline.uuid}?tab=settings`);
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByRole('button', { name: 'Make it' }).click();
    const shown = await page.getByRole('region', { name: 'the secret' }).innerText();
    expect(shown.length).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await page.getByText(shown).count()).toBe(0);
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('fit onto a phone', async () => {
    const phone = await browser.open(service.config.publicUrl, {
      width: 390,
      height: 844,
      colorScheme: 'dark',
    });
    for (const path of [
      '/pipelines',
      `/pipelines/${pipeline.uuid}`,
      `/pipelines/${pipeline.uuid}?tab=settings`,
    ]) {
      await phone.visit(path);
      await phone.heading(/Pipelines|shop/);
      const wider: number = await phone.page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([path, wider]).toEqual([path, 0]);
      expect(await phone.accessibilityViolations()).toEqual([]);
    }
    await phone.close();
  });

  it('are deleted by whoever types their name', async () => {
    const { page } = dashboard;
    const doomed = await service.api.createPipeline({ name: 'doomed' });
    await dashboard.visit(`/pipelines/${doomed.uuid}?tab=settings`);
    await page.getByRole('button', { name: 'Delete …' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Delete it' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('doomed');
    await dialog.getByRole('button', { name: 'Delete it' }).click();
    await dashboard.heading('Pipelines');
    await service.api.get(`/v1/pipelines/${doomed.uuid}`).expect(404);
  });
});
