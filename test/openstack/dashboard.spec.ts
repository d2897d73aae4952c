import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TestBrowser } from '../support/browser.js';
import { startService, type TestService } from '../support/test-service.js';
import { TestCloud } from './test-cloud.js';

/** Everything shares two cores with the cloud. */
jest.setTimeout(240_000);

describe('the dashboard by the real Keystone', () => {
  const cloud = TestCloud.open();
  let service: TestService;
  let browser: TestBrowser;

  beforeAll(async () => {
    service = await startService({ environment: cloud.serviceSettings });
    browser = await TestBrowser.launch();
  });

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  it('lets a user in by password, and out again', async () => {
    const { username, password, project } = cloud.loginOf('demo');
    const dashboard = await browser.open(service.config.publicUrl);
    await dashboard.visit('/pipelines');
    await dashboard.signIn({ user: username, password, project });
    await dashboard.heading('Pipelines');
    await dashboard.page.getByText(`in ${project}`).waitFor();
    await dashboard.page.getByRole('button', { name: 'Sign out' }).click();
    await dashboard.page.getByRole('textbox', { name: 'User' }).waitFor();
    expect(await dashboard.context.cookies()).toEqual([]);
    await dashboard.close();
  });

  it('says so where Keystone does not take the password', async () => {
    const { username, project } = cloud.loginOf('demo');
    const dashboard = await browser.open(service.config.publicUrl);
    dashboard.expectComplaint(/401/);
    await dashboard.visit('/pipelines');
    await dashboard.signIn({ user: username, password: 'wrong', project });
    await dashboard.page.getByText('Keystone does not know this combination').waitFor();
    await dashboard.close();
  });
});
