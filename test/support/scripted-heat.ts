import { FileTemplateCatalogue } from '../../src/modules/stacks/infrastructure/file-template-catalogue.js';
import { HeatApi } from '../../src/modules/stacks/infrastructure/heat/heat-api.js';
import { HeatStackOptions } from '../../src/modules/stacks/infrastructure/heat/heat-stack-options.js';
import { HeatStackProvider } from '../../src/modules/stacks/infrastructure/heat/heat-stack-provider.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { OpenStackClient } from '../../src/shared/openstack/openstack-client.js';
import { answer, Received, ScriptedServer, Step } from './scripted-server.js';

/** Of the one stack of which `stack`, `listed` and `shown` tell. */
export const STACK_ID = '9d1f9b6e-5f0c-4b87-9c49-0a4a0d6f1f11';

const QUICK: HeatStackOptions = {
  firstPauseMs: 1,
  longestPauseMs: 2,
  creationDeadlineMs: 5_000,
  lateCreationMs: 5_000,
  checkDeadlineMs: 5_000,
  deletionDeadlineMs: 5_000,
  rollbackGraceMs: 20,
};

/** A server that answers as Heat 19 does, in the order of a script, and a provider that asks it without any patience. */
export class ScriptedHeat {
  /** The scope gives out the first that was not refused. */
  tokens = ['first', 'second'];
  readonly scope = {
    projectId: 'project',
    token: async (refused?: string) => this.tokens.find((token) => token !== refused) ?? '',
  };
  private readonly client = new OpenStackClient({ retries: 0, breakAfter: 1_000, timeoutMs: 5_000 });

  private constructor(private readonly server: ScriptedServer) {}

  static async start(): Promise<ScriptedHeat> {
    return new ScriptedHeat(await ScriptedServer.start());
  }

  script(...steps: Step[]): void {
    this.server.script(...steps);
  }

  get received(): readonly Received[] {
    return this.server.received;
  }

  get methods(): string[] {
    return this.received.map(({ method }) => method);
  }

  provider(options: Partial<HeatStackOptions> = {}): HeatStackProvider {
    const endpoints = {
      of: async (_type: string, projectId: string) => `${this.server.url}/v1/${projectId}`,
    };
    const api = new HeatApi(this.client, endpoints);
    const catalogue = new FileTemplateCatalogue('etc/templates');
    return new HeatStackProvider(api, catalogue, (id) => id, new SystemClock(), { ...QUICK, ...options });
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.server.stop();
  }
}

export function stack(status: string, more: object = {}): Record<string, unknown> {
  return {
    id: STACK_ID,
    stack_name: 'shop',
    stack_status: status,
    stack_status_reason: `it is ${status}`,
    creation_time: '2026-01-01T00:00:00Z',
    updated_time: null,
    tags: [],
    ...more,
  };
}

export const listed = (...stacks: object[]): Step => answer(200, { stacks });

export const shown = (status: string, more: object = {}): Step => answer(200, { stack: stack(status, more) });

export const refused = (status: number, type: string, message: string): Step =>
  answer(status, { code: status, title: 'x', explanation: 'x', error: { type, message, traceback: null } });

export function event(status: string, reason: string, resource = 'shop'): Record<string, unknown> {
  return {
    id: `${resource} ${status}`,
    event_time: '2026-01-01T00:00:01Z',
    resource_name: resource,
    physical_resource_id: resource === 'shop' ? STACK_ID : 'other',
    resource_status: status,
    resource_status_reason: reason,
  };
}
