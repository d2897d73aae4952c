import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StackScope } from '../../src/modules/stacks/domain/stack-provider.js';
import { TestCloud } from './test-cloud.js';

/** Templates for a cloud without Nova. */
export const TEMPLATES = 'test/openstack/templates';

/** A web server that stands for the applications: at the url of a stack it answers with what Heat says that the stack holds. */
export class StandInApplications {
  private constructor(
    private readonly server: Server,
    private readonly cloud: TestCloud,
    private readonly scopes: readonly StackScope[],
  ) {
    server.on('request', ({ url }, response) => void this.answer(url ?? '', response));
  }

  /** For the stacks of these projects. */
  static async open(cloud: TestCloud, ...scopes: StackScope[]): Promise<StandInApplications> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StandInApplications(server, cloud, scopes);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The templates whose stacks are found here unless an update says otherwise; a folder to be removed. */
  async templates(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'solum-templates-'));
    await cp(TEMPLATES, directory, { recursive: true });
    const file = join(directory, 'basic.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('default: http://127.0.0.1', `default: ${this.url}`));
    return directory;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    const [, projectId, id = ''] = url.split('/');
    const scope = this.scopes.find((other) => other.projectId === projectId) as StackScope;
    try {
      const { output } = (await this.cloud.resource(scope, id, 'app')) as { output: string };
      response.end(output);
    } catch {
      response.destroy();
    }
  }
}
