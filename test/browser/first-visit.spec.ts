import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { startService, type TestService } from '../support/test-service.js';

jest.setTimeout(120_000);

describe('the first visit of the dashboard, in development mode', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dashboard: Dashboard;

  beforeAll(async () => {
    service = await startService();
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

  it('teaches what a pipeline is, and how to make the first', async () => {
    await dashboard.visit('/');
    await dashboard.heading('Pipelines');
    await dashboard.page.getByText('No pipeline yet').waitFor();
    expect(await dashboard.page.getByRole('link', { name: 'New pipeline' }).getAttribute('href')).toBe(
      '/dashboard/pipelines/new',
    );
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('says which page is not there', async () => {
    await dashboard.visit('/nowhere');
    await dashboard.heading('There is no such page');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('lets the keyboard skip what is on every page', async () => {
    await dashboard.visit('/pipelines');
    await dashboard.heading('Pipelines');
    await dashboard.page.keyboard.press('Tab');
    await dashboard.page.keyboard.press('Enter');
    expect(await dashboard.page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('keeps to the colours that one chose', async () => {
    await dashboard.visit('/pipelines');
    await dashboard.page.getByLabel('Colours').selectOption('dark');
    await dashboard.page.reload();
    await dashboard.heading('Pipelines');
    expect(await dashboard.page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });
});
