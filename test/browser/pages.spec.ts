import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { StackProvider } from '../../src/modules/stacks/index.js';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { FakeStackProvider } from '../support/fake-stack-provider.js';
import { startService, type TestService } from '../support/test-service.js';

jest.setTimeout(120_000);

describe('plans, environments and capabilities in the dashboard', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dashboard: Dashboard;
  const stacks = new FakeStackProvider();

  beforeAll(async () => {
    service = await startService({
      environment: { SOLUM_MAX_PAGE_SIZE: '25' },
      override: (builder) => builder.overrideProvider(StackProvider).useValue(stacks),
    });
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

  it('teach what they are for while nothing is there', async () => {
    for (const [path, title] of [
      ['/plans', 'No plan yet'],
      ['/environments', 'Nothing runs here yet'],
    ] as const) {
      await dashboard.visit(path);
      await dashboard.page.getByRole('heading', { name: title }).waitFor();
      expect(await dashboard.accessibilityViolations()).toEqual([]);
    }
  });

  it('show a plan, change it in its form, and delete it', async () => {
    const { page } = dashboard;
    const { uuid } = await service.api.createPlan();
    await dashboard.visit('/plans');
    await page.getByRole('link', { name: 'shop' }).click();
    await dashboard.heading('shop');
    await page.getByLabel('Test command', { exact: true }).fill('npm run check');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('The plan shop is saved.').first().waitFor();
    const { body } = await service.api.get(`/v1/plans/${uuid}`).expect(200);
    expect(body.artifacts[0].unittest_cmd).toBe('npm run check');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete the plan' }).click();
    await dashboard.heading('Plans');
    await service.api.get(`/v1/plans/${uuid}`).expect(404);
  });

  it('show where each pipeline’s application answers', async () => {
    const { stack_id: stackId } = await service.api.createPipeline();
    const scope = { projectId: 'development', token: async () => '' };
    const stack = await stacks.get(scope, stackId);
    const outputs = { url: 'http://shop.example.org/' };
    stacks.stacks.set(stackId, { ...stack, status: 'UPDATE_COMPLETE', outputs });
    await dashboard.visit('/environments');
    const link = dashboard.page.getByRole('link', { name: /shop\.example\.org/ });
    expect(await link.getAttribute('href')).toBe('http://shop.example.org/');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('list every plan, on however many pages the service gives them', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `numbered-${index}`);
    for (const name of names) await service.api.createPlan({ name });
    await dashboard.visit('/plans');
    for (const name of names) await dashboard.page.getByRole('link', { name, exact: true }).waitFor();
  });

  it('tell what the service can do, and what its stations take', async () => {
    await dashboard.visit('/capabilities');
    await dashboard.page.getByText('unit-test', { exact: true }).click();
    await dashboard.page
      .getByRole('region', { name: 'What unit-test takes' })
      .getByText('command')
      .first()
      .waitFor();
    await dashboard.page
      .getByRole('region', { name: 'Language packs' })
      .getByText('told by package.json')
      .waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });
});
