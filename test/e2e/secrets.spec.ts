import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'supertest';
import { DataSource } from 'typeorm';
import { ProbeDelegations } from '../../src/modules/keystone-auth/application/probe-delegations.js';
import { Delegations } from '../../src/modules/keystone-auth/index.js';
import { Pipelines } from '../../src/modules/pipelines/domain/pipelines.js';
import { ApiClient } from '../support/api-client.js';
import { KeystoneRefusal } from '../support/identity/fake-identities.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import { SampleRepository } from '../support/sample-repository.js';

const PASSWORD = 'secret of solum';
const REPO_TOKEN = 'a token for the repository';
const PLAN_SECRET = 'a secret of the plan, set by a member';
const PIPELINE_SECRET = 'and one of the pipeline, which goes before it';
const DAY_MS = 24 * 3_600_000;

/** Keeps all that the service answers. */
class ListeningClient extends ApiClient {
  constructor(
    url: string,
    headers: Readonly<Record<string, string>>,
    private readonly heard: string[],
  ) {
    super(url, headers);
  }

  override with(headers: Readonly<Record<string, string>>): ApiClient {
    return new ListeningClient(this.url, { ...this.headers, ...headers }, this.heard);
  }

  override get(path: string): Test {
    return this.listen(super.get(path));
  }

  override post(path: string, body?: object): Test {
    return this.listen(super.post(path, body));
  }

  override put(path: string, body: object): Test {
    return this.listen(super.put(path, body));
  }

  override delete(path: string): Test {
    return this.listen(super.delete(path));
  }

  private listen(test: Test): Test {
    return test.on('response', ({ headers, text }: { headers: object; text?: string }) => {
      this.heard.push(JSON.stringify(headers), text ?? '');
    });
  }
}

/** How a secret may look in a text: plain, in hexadecimal, in a URL, and in base64 wherever in it it begins. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(4, Math.floor((before + bytes.length) / 3) * 4);
  });
  const inBase64Url = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const withDashes = secret.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const all = [secret, withDashes, encodeURIComponent(secret), bytes.toString('hex')];
  return [...new Set([...all, ...inBase64, ...inBase64Url])];
}

function found(secrets: Iterable<string>, places: Readonly<Record<string, string>>): string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form))).map(() => place),
  );
}

describe('tokens, secrets and the ids of trusts', () => {
  const log: string[] = [];
  const heard: string[] = [];
  const stored: Record<string, string> = {};
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let repository: SampleRepository;

  beforeAll(async () => {
    identity = await fakeIdentity();
    repository = await SampleRepository.make();
    const settings = { SOLUM_LOG_LEVEL: 'trace', SOLUM_WORKFLOW_ENGINE: 'embedded' };
    service = await startKeystoneService(identity, settings, (line) => log.push(line));
    await liveThroughEverything();
  }, 60_000);

  afterAll(async () => {
    await service.close();
    await identity.close();
    await repository.remove();
  });

  const as = async (person: 'member' | 'manager' | 'stranger' | 'admin'): Promise<ApiClient> =>
    new ListeningClient(service.api.url, { 'X-Auth-Token': await identity.signIn(person) }, heard);

  async function liveThroughEverything(): Promise<void> {
    const { identities } = identity.keystone;
    const member = await as('member');
    const body = {
      artifacts: [
        {
          name: 'web',
          content: { href: repository.href },
          repo_token: REPO_TOKEN,
          unittest_cmd: 'echo "$TOKEN"; env; echo "$TOKEN" > left-behind',
          secrets: ['TOKEN'],
        },
      ],
    };
    const plan = await member.createPlan(body);
    const secret = `/v1/plans/${plan.uuid}/secrets/TOKEN`;
    await member.put(secret, { value: PLAN_SECRET }).expect(201);
    await member.put(secret, { value: PLAN_SECRET, more: PLAN_SECRET }).expect(400);
    await member.put(secret, { value: `${PLAN_SECRET}\0` }).expect(400);
    const { uuid, last_execution: run } = await member.createPipeline({
      trigger: { unsigned: 'allowed' },
      plan_uri: plan.uri,
      workbook_name: 'unit_test',
    });
    await readLog(member, run);
    const secrets = `/v1/pipelines/${uuid}/secrets`;
    await member.put(`${secrets}/TOKEN`, { value: PIPELINE_SECRET }).expect(201);
    await member.get(secrets).expect(200);
    const { body: again } = await member.post(`/v1/pipelines/${uuid}/executions`, {}).expect(202);
    await readLog(member, String(again.uuid));
    const delegation = `/v1/pipelines/${uuid}/delegation`;
    const { delegationId } = (await service.app.get(Pipelines, { strict: false }).get(uuid)) ?? {};
    const delegations = service.app.get(Delegations, { strict: false });
    const take = (): Promise<unknown> => delegations.token(String(delegationId)).catch(() => undefined);
    await take();
    await member.post(`${delegation}/renew`).expect(200);
    await (await as('admin')).get('/v1/pipelines?all_projects=true').expect(200);
    await (await as('stranger')).get(`/v1/pipelines/${uuid}`).expect(404);
    const credential = await identity.applicationCredentialToken('manager');
    await member.with({ 'X-Auth-Token': credential }).post(`${delegation}/renew`).expect(403);
    await member.with({ 'X-Service-Token': 'made up' }).get('/v1/plans').expect(401);
    await member.get(`/v1/plans/${identity.keystone.identities.secrets.size}`).expect(404);
    await remember('while all is well');

    const forTrust = identities.forTrust.bind(identities);
    identities.forTrust = (_, id) => {
      throw new KeystoneRefusal(500, `Trust ${id} with ${PASSWORD}`);
    };
    await probe(1);
    identities.forTrust = (_, id) => {
      throw new KeystoneRefusal(400, `Trust ${id} is odd`);
    };
    await probe(2);
    identities.forTrust = forTrust;
    service.line.cut();
    await probe(3);
    await (await as('member')).get('/v1/plans').expect(503);
    service.line.mend();
    await new Promise((resolve) =>
      service.clock.schedule(service.clock.after(200), () => resolve(undefined)),
    );
    for (const { id } of await identity.trustsOf('member')) await identity.deleteTrust('member', id);
    await probe(4);
    await member.get(delegation).expect(200);
    await member.post(new URL(String((await member.get(`/v1/pipelines/${uuid}`)).body.trigger_uri)).pathname);
    await remember('while the trust is broken');
    await member.delete(`/v1/pipelines/${uuid}`).expect(204);
    await remember('at the end');
  }

  async function readLog(member: ApiClient, run: string): Promise<void> {
    expect((await member.ended(run)).state).toBe('SUCCESS');
    const [task] = await member.tasks(run);
    const { text } = await member.get(`/v1/executions/${run}/tasks/${task?.uuid}/log`).expect(200);
    expect(text).toContain('TOKEN=********');
  }

  async function probe(days: number): Promise<void> {
    service.clock.advance(days * DAY_MS);
    await service.app.get(ProbeDelegations, { strict: false }).probe();
    service.clock.advance(-days * DAY_MS);
  }

  async function remember(when: string): Promise<void> {
    const database = service.app.get(DataSource);
    for (const { tableName } of database.entityMetadatas) {
      const rows = await database.query<object[]>(`SELECT * FROM ${tableName}`);
      stored[`table ${tableName} ${when}`] = JSON.stringify(rows, (_, value: unknown) =>
        typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data)
          ? Buffer.from(value.data as number[]).toString('latin1')
          : value,
      );
    }
    for (const entry of readdirSync(service.config.dataDir, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) stored[`file ${entry.name} ${when}`] = readFileSync(file, 'latin1');
    }
  }

  const secrets = (): string[] => [
    ...identity.keystone.identities.secrets,
    PASSWORD,
    REPO_TOKEN,
    PLAN_SECRET,
    PIPELINE_SECRET,
  ];

  it('would be seen in any of their forms', () => {
    const [secret = ''] = secrets();
    const hidden = [`x${secret}y`, Buffer.from(`:${secret}:`).toString('base64'), encodeURI(secret)];
    for (const text of hidden) expect(found([secret], { here: text })).toEqual(['here']);
    expect(secrets().length).toBeGreaterThan(10);
    expect(Object.keys(stored).length).toBeGreaterThan(20);
    expect(log.length).toBeGreaterThan(20);
    expect(heard.length).toBeGreaterThan(20);
  });

  it('are in no answer', () => {
    expect(found(secrets(), { answers: heard.join('\n') })).toEqual([]);
  });

  it('are in no line of the log, at its most talkative', () => {
    expect(found(secrets(), Object.fromEntries(log.map((line) => [line, line])))).toEqual([]);
  });

  it('are in no column and no file', () => {
    expect(found(secrets(), stored)).toEqual([]);
  });
});
