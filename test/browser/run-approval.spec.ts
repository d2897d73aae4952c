import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Dashboard, TestBrowser } from '../support/browser.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import { RunPage } from '../support/run-page.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

const WORKBOOK = `---
version: '2.0'
name: asking
workflows:
  main:
    input:
      - four_eyes: false
    tasks:
      ask:
        action: std.mistral_http
        input:
          url: <% env().solum.stations_url %>/approval/jobs
          method: POST
          headers:
            Content-Type: application/json
            X-Station-Credential: <% env().solum.credential %>
          body:
            four_eyes: <% $.four_eyes %>
            expires_in: 3600
            message: Deploy it?
        on-success: after
      after:
        action: std.noop
`;

describe('an approval on the page of its run', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let browser: TestBrowser;
  let dashboard: Dashboard;
  let pipeline: string;

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(identity, { SOLUM_WORKFLOW_ENGINE: 'embedded' });
    browser = await TestBrowser.launch();
    const member = await service.as('member');
    await member.post('/v1/workbooks').type('text/plain').send(WORKBOOK).expect(201);
    pipeline = (await member.createPipeline({ workbook_name: 'asking' })).uuid;
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

  /** The page of a new run that asks, as one of the people sees it. */
  async function asking(
    person: 'manager' | 'reader',
    by: 'manager' | 'member',
    inputs: object = {},
  ): Promise<{ run: RunPage; id: string }> {
    const api = await service.as(by);
    const { body } = await api.post(`/v1/pipelines/${pipeline}/executions`, { inputs }).expect(202);
    const { uuid: id } = body as { uuid: string };
    await until(async () => (await api.tasks(id)).at(-1)?.verdict === 'waiting');
    await dashboard.visit(`/executions/${id}`);
    await dashboard.signIn({ user: person, password: `secret of ${person}` });
    await dashboard.heading(/^Run of /);
    return { run: await RunPage.open(dashboard, id), id };
  }

  it('says what is asked, of whom and until when, and lets the run go on with a comment', async () => {
    const { run } = await asking('manager', 'member');
    await run.is('Waits for approval');
    await run.page.getByText('Whoever has the role manager may answer').waitFor();
    await run.page.getByText(/it is rejected in 59 minutes|it is rejected in 1 hour/).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
    await run.page.getByLabel('Comment').fill('looks good');
    await run.button('Approve').click();
    await run.is('Passed');
    await run.task('after', 'Passed').waitFor();
    await run.task('ask', 'Passed').click();
    await run.page.getByLabel('Approval').getByText('Approved by manager').waitFor();
    await run.page.getByLabel('Approval').getByText('looks good').waitFor();
  });

  it('that is rejected fails the run, and says by whom', async () => {
    const { run } = await asking('manager', 'member');
    await run.page.getByLabel('Comment').fill('not today');
    await run.button('Reject').click();
    await run.is('Failed');
    await run.page.getByLabel('Approval').getByText('Rejected by manager').waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });

  it('with four eyes cannot be approved by who started the run, who is told so and may reject it', async () => {
    const { run } = await asking('manager', 'manager', { four_eyes: true });
    await run.page.getByText(/asks for four eyes, and you started this run/).waitFor();
    expect(await run.button('Approve').isDisabled()).toBe(true);
    expect(await run.button('Reject').isEnabled()).toBe(true);
  });

  it('is not for a reader, who is told why, of the run’s other buttons too', async () => {
    const { run } = await asking('reader', 'member');
    await run.page.getByText('The rule executions:approve needs the role manager in this project.').waitFor();
    expect(await run.button('Approve').isDisabled()).toBe(true);
    expect(await run.button('Reject').isDisabled()).toBe(true);
    expect(await run.button('Cancel').isDisabled()).toBe(true);
    await run.page.getByText(/You need a role that may steer runs/).waitFor();
    expect(await dashboard.accessibilityViolations()).toEqual([]);
  });
});
