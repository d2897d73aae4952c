import {
  CreateStack,
  Stack,
  StackProvider,
  StackScope,
  UpdateStack,
} from '../../src/modules/stacks/domain/stack-provider.js';
import { FileTemplateCatalogue } from '../../src/modules/stacks/infrastructure/file-template-catalogue.js';
import { HeatApi } from '../../src/modules/stacks/infrastructure/heat/heat-api.js';
import { HeatStackProvider } from '../../src/modules/stacks/infrastructure/heat/heat-stack-provider.js';
import { DEFAULT_OPTIONS } from '../../src/modules/stacks/infrastructure/heat/heat-stack-options.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { OpenStackClient } from '../../src/shared/openstack/openstack-client.js';
import { StackProviderHarness } from '../contract/stack-provider.contract.js';
import { until } from '../support/until.js';
import { StandInApplications, TEMPLATES } from './stand-in-applications.js';
import { TestCloud } from './test-cloud.js';

const PATIENCE = { ...DEFAULT_OPTIONS, firstPauseMs: 100, longestPauseMs: 500 };

/** Deletes what it made, a few at a time: Heat's one engine here would be out of breath else. */
class TidyHeat extends HeatStackProvider {
  private readonly made = new Map<string, StackScope>();

  override async create(scope: StackScope, request: CreateStack): Promise<Stack> {
    const stack = await super.create(scope, request);
    this.made.set(stack.id, scope);
    return stack;
  }

  async tidy(): Promise<void> {
    const left = [...this.made];
    const tidyNext = async (): Promise<void> => {
      for (let next = left.pop(); next; next = left.pop()) await this.delete(next[1], next[0]);
    };
    await Promise.all([tidyNext(), tidyNext(), tidyNext()]);
  }
}

/** The real Heat, with stand-ins for the applications. */
export class HeatHarness implements StackProviderHarness {
  private opened = 0;

  private constructor(
    readonly cloud: TestCloud,
    readonly provider: StackProvider & { tidy(): Promise<void> },
    readonly client: OpenStackClient,
    private readonly applications: StandInApplications,
    private readonly scopes: readonly [StackScope, StackScope],
  ) {}

  static async open(): Promise<HeatHarness> {
    const cloud = TestCloud.open();
    const client = new OpenStackClient();
    const catalogue = new FileTemplateCatalogue(TEMPLATES);
    const api = new HeatApi(client, cloud.endpoints);
    const provider = new TidyHeat(api, catalogue, (id) => id, new SystemClock(), PATIENCE);
    const scopes = [cloud.scopeOf('demo'), cloud.scopeOf('demo2')] as const;
    const applications = await StandInApplications.open(cloud, ...scopes);
    return new HeatHarness(cloud, provider, client, applications, scopes);
  }

  /** demo's project, and then demo2's. */
  newScope(): StackScope {
    const scope = this.scopes[this.opened === 0 ? 0 : 1];
    this.opened += 1;
    return scope;
  }

  async answering(text: string): Promise<UpdateStack> {
    return this.updateTo(text, '8', text === 'ill');
  }

  async failing(words: string): Promise<UpdateStack> {
    return this.updateTo('never seen', words);
  }

  updateTo(text: string, command: string, canBreak = false): UpdateStack {
    const { url } = this.applications;
    const parameters = { artifact: text, run_cmd: command, base_url: url, can_break: canBreak };
    return { template: 'basic', parameters };
  }

  /** Deletes the stack that the resource `remote` stands for. */
  async breakDown({ id, name }: Stack): Promise<void> {
    const [scope] = this.scopes;
    const remote = await this.heat(scope, 'GET', `/stacks/${name}/${id}/resources/remote`);
    const { stack_name: remoteName } = remote.resource.attributes as { stack_name: string };
    const remoteId = remote.resource.physical_resource_id;
    await this.heat(scope, 'DELETE', `/stacks/${remoteName}/${remoteId}`);
    await until(async () => (await this.heat(scope, 'GET', `/stacks?id=${remoteId}`)).stacks.length === 0);
  }

  /** As somebody does who does not know of this service; answers the stack's id. */
  async createForeign(scope: StackScope, name: string): Promise<string> {
    const body = { stack_name: name, template: { heat_template_version: '2013-05-23' } };
    return (await this.heat(scope, 'POST', '/stacks', body)).stack.id;
  }

  async close(): Promise<void> {
    await this.provider.tidy();
    this.client.close();
    await this.applications.close();
  }

  private async heat(
    scope: StackScope,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<HeatAnswer> {
    const url = `${await this.cloud.endpoints.of('orchestration', scope.projectId)}${path}`;
    const answer = await this.client.request({
      service: 'heat',
      method,
      url,
      token: await scope.token(),
      body,
    });
    return answer.data as HeatAnswer;
  }
}

interface HeatAnswer {
  readonly stack: { readonly id: string };
  readonly stacks: readonly object[];
  readonly resource: {
    readonly physical_resource_id: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  };
}
