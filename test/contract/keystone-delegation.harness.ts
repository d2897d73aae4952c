import { expect } from '@jest/globals';
import { HandOverExecutions } from '../../src/modules/executions/application/hand-over-executions.js';
import { TrackExecution } from '../../src/modules/executions/application/track-execution.js';
import { Executions } from '../../src/modules/executions/index.js';
import { ProbeDelegations } from '../../src/modules/keystone-auth/application/probe-delegations.js';
import { Delegations } from '../../src/modules/keystone-auth/domain/delegations.js';
import { Pipelines } from '../../src/modules/pipelines/domain/pipelines.js';
import { type EngineScope, WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import type { ApiClient, Pipeline } from '../support/api-client.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import type { Person, PersonalTrust, TestIdentity } from '../support/identity/test-identity.js';
import { until } from '../support/until.js';

export const DAY_MS = 24 * 3_600_000;

const WAITING = `---
version: '2.0'
name: waiting
workflows:
  main:
    tasks:
      hold:
        action: std.async_noop
`;

/** A service with a Keystone, and pipelines in it whose delegations the claims are about. */
export class DelegationRig {
  private askForNone = (): void => {};

  private constructor(
    readonly identity: TestIdentity,
    readonly service: KeystoneService,
    readonly delegations: Delegations,
  ) {}

  static async start(makeIdentity: () => Promise<TestIdentity>): Promise<DelegationRig> {
    const identity = await makeIdentity();
    const service = await startKeystoneService(identity, { SOLUM_WORKFLOW_ENGINE: 'embedded' });
    await (await service.as('member')).post('/v1/workbooks', { definition: WAITING }).expect(201);
    return new DelegationRig(identity, service, service.app.get(Delegations, { strict: false }));
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.identity.close();
  }

  async cleanUp(): Promise<void> {
    this.askForNone();
    this.service.line.mend();
    await until(() => this.service.api.get('/health/ready').expect(200));
    for (const person of ['member', 'manager'] as const) {
      const api = await this.service.as(person);
      const { body } = await api.get('/v1/pipelines');
      for (const { uuid } of body as Pipeline[]) await api.delete(`/v1/pipelines/${uuid}`).expect(204);
    }
  }

  /** A pipeline whose first run is under way, and nothing more asks after its delegation by itself. */
  async create(person: Person = 'member', workbook = 'build') {
    const api = await this.service.as(person);
    const made = await api.createPipeline({ workbook_name: workbook, trigger: { unsigned: 'allowed' } });
    const path = `/v1/pipelines/${made.uuid}`;
    const show = async () => (await api.get(path).expect(200)).body as Pipeline;
    await this.handedOver(api, (await show()).last_execution);
    return {
      id: await delegationOf(this.service, made.uuid),
      path,
      show,
      delegation: async () => (await api.get(`${path}/delegation`).expect(200)).body,
      remove: () => api.delete(path).expect(204),
    };
  }

  /** Waits until the run is in the engine, and the question after its delegation, which follows that, is answered. */
  async handedOver(api: ApiClient, id: string): Promise<void> {
    await until(async () => expect((await api.execution(id)).state).not.toBe('IDLE'));
    const handOvers = this.service.app.get(HandOverExecutions, { strict: false });
    await handOvers.stop();
    handOvers.start();
  }

  /** With a run that waits for something else, on an engine that asks for a token at each call, as Mistral does. */
  async createWaiting() {
    const api = await this.service.as('member');
    const pipeline = await this.create('member', 'waiting');
    const id = (await pipeline.show()).last_execution;
    await until(async () => expect(await api.tasks(id)).toMatchObject([{ verdict: 'running' }]));
    this.askForNone = askForTokens(this.service.app.get(WorkflowEngine, { strict: false }));
    const show = () => api.execution(id);
    const kept = async () => {
      const execution = await this.service.app.get(Executions, { strict: false }).get(id);
      if (!execution) throw new Error(`there is no execution ${id}`);
      return execution;
    };
    const lookedAt = async () => {
      await this.service.app.get(TrackExecution, { strict: false }).refresh(await kept());
      return show();
    };
    return { ...pipeline, run: { id, show, kept, lookedAt } };
  }

  async onlyTrust(person: Person = 'member'): Promise<PersonalTrust> {
    const [trust, ...others] = await this.identity.trustsOf(person);
    expect(others).toEqual([]);
    if (!trust) throw new Error(`${person} has made no trust`);
    return trust;
  }

  async brokenOnes(): Promise<string | undefined> {
    return /^solum_delegations_broken (\d+)$/m.exec((await this.service.api.get('/metrics')).text)?.[1];
  }

  /** The daily probe as it will be so many days from now; users' tokens do not live that long. */
  async probe(days: number): Promise<void> {
    this.service.clock.advance(days * DAY_MS);
    await this.service.app.get(ProbeDelegations, { strict: false }).probe();
    this.service.clock.advance(-days * DAY_MS);
  }
}

export async function delegationOf({ app }: KeystoneService, pipelineId: string): Promise<string> {
  const pipeline = await app.get(Pipelines, { strict: false }).get(pipelineId);
  if (!pipeline) throw new Error(`there is no pipeline ${pipelineId}`);
  return pipeline.delegationId;
}

/** As Mistral does, which would refuse the token of a trust that is gone; until the answer is called. */
function askForTokens(engine: WorkflowEngine): () => void {
  const methods = ['getExecution', 'cancelExecution'] as const;
  for (const method of methods) {
    const real = engine[method].bind(engine) as (scope: EngineScope, ...rest: unknown[]) => unknown;
    const asking = async (scope: EngineScope, ...rest: unknown[]): Promise<unknown> => {
      await scope.token(await scope.token());
      return real(scope, ...rest);
    };
    Object.defineProperty(engine, method, { value: asking, configurable: true });
  }
  return () => methods.forEach((method) => Reflect.deleteProperty(engine, method));
}
