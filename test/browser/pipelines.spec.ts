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
    await row.getByRole('img', { name: /Last 1 runs/ }).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search' }).fill('WAREH');
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
});
