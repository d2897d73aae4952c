import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';

jest.setTimeout(120_000);

describe('signing in to the dashboard by Keystone', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let browser: TestBrowser;
  let dashboard: Dashboard;
  const member = { user: 'member', password: 'secret of member' };

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(identity, { SOLUM_TOKEN_CACHE_SECONDS: '0' });
    browser = await TestBrowser.launch();
  });

  beforeEach(async () => {
    dashboard = await browser.open(service.config.publicUrl);
  });

  afterEach(() => dashboard.close());

  afterAll(async () => {
    await browser.close();
    await service.close();
    await identity.close();
  });

  it('leads to the page that one wanted', async () => {
    await dashboard.visit('/workbooks');
    await dashboard.heading('Solum pipelines');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await dashboard.signIn(member);
    await dashboard.heading('Workbooks');
    await dashboard.page.getByText('in home').waitFor();
  });

  it('works by an application credential', async () => {
    const { user, project } = identity.accounts.member;
    const { id, secret } = identity.keystone.identities.addCredential(user, project);
    await dashboard.visit('/pipelines');
    await dashboard.page.getByRole('tab', { name: 'Application credential' }).click();
    await dashboard.page.getByRole('textbox', { name: 'Id' }).fill(id);
    await dashboard.page.getByRole('textbox', { name: 'Secret' }).fill(secret);
    await dashboard.page.getByRole('button', { name: 'Sign in' }).click();
    await dashboard.heading('Pipelines');
  });

  it('works by a token, which no script of the page can read then', async () => {
    const token = await identity.signIn('member');
    await dashboard.visit('/pipelines');
    await dashboard.page.getByRole('tab', { name: 'Token' }).click();
    await dashboard.page.getByRole('textbox', { name: 'Token' }).fill(token);
    await dashboard.page.getByRole('button', { name: 'Sign in' }).click();
    await dashboard.heading('Pipelines');
    const within: string = await dashboard.page.evaluate(
      '[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join()',
    );
    expect(within).not.toContain(token);
    expect(within).not.toContain('solum-session');
  });

  it('says what is wrong with a password, and keeps what was typed', async () => {
    dashboard.expectComplaint(/401/);
    await dashboard.visit('/pipelines');
    await dashboard.signIn({ ...member, password: 'wrong' });
    await dashboard.page.getByRole('alert').getByText('Keystone does not know this combination').waitFor();
    expect(await dashboard.page.getByRole('textbox', { name: 'User' }).inputValue()).toBe('member');
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('is asked for over the page where the session ends, and what is typed there stays', async () => {
    dashboard.expectComplaint(/401/);
    await (await service.as('member')).createPipeline({ name: 'shop' });
    await dashboard.visit('/pipelines');
    await dashboard.signIn(member);
    await dashboard.page.getByRole('link', { name: 'shop', exact: true }).waitFor();
    identity.keystone.identities.expireTokensOf(identity.accounts.member.user);
    await dashboard.page.getByLabel('Search').fill('shop');
    await dashboard.page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await dashboard.signIn(member);
    await dashboard.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await dashboard.page.getByLabel('Search').inputValue()).toBe('shop');
  });

  it('ends where one signs out', async () => {
    await dashboard.visit('/pipelines');
    await dashboard.signIn(member);
    await dashboard.page.getByRole('button', { name: 'Sign out' }).click();
    await dashboard.page.getByRole('textbox', { name: 'User' }).waitFor();
    expect((await dashboard.context.cookies()).map(({ name }) => name)).toEqual([]);
  });
});
