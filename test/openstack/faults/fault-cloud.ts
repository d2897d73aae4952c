import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../support/test-service.js';
import { Cloud } from '../cloud/cloud.mjs';
import { accountOf, type Credentials, readCredentials } from '../cloud/credentials.mjs';
import { readLayout, stateDirectory } from '../cloud/layout.mjs';

const execute = promisify(execFile);

/** A project of one test's own, in which the user demo works. */
export interface Project {
  readonly id: string;
  /** Demo's, in this project. */
  readonly token: string;
}

/** What there is in a project, by id or name. */
export interface Holdings {
  readonly stacks: readonly string[];
  readonly trusts: readonly string[];
  readonly workbooks: readonly string[];
  readonly executions: readonly string[];
}

export const NOTHING: Holdings = { stacks: [], trusts: [], workbooks: [], executions: [] };

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly project_id: string;
}

/** A real cloud whose services may be killed. SOLUM_TEST_CLOUD_DIR says where: nobody else's is hurt by mistake. */
export class FaultCloud {
  readonly cloud: Cloud;
  private readonly credentials: Credentials;
  private readonly admin: Promise<string>;

  private constructor(readonly directory: string) {
    this.cloud = new Cloud(directory);
    this.credentials = readCredentials(directory);
    this.admin = this.signIn('admin', { project: { name: accountOf(this.credentials, 'admin').project } });
  }

  static open(): FaultCloud {
    if (!process.env.SOLUM_TEST_CLOUD_DIR) {
      throw new Error('These tests kill services: set SOLUM_TEST_CLOUD_DIR to a cloud of their own.');
    }
    return new FaultCloud(stateDirectory());
  }

  /** Mistral, Heat or Keystone, as the catalogue's type names it. */
  url(type: 'identity' | 'workflowv2' | 'orchestration'): string {
    return this.credentials.urls[type] ?? '';
  }

  /** An empty database on the cloud's own server, which is killed with it; a folder, and a port. */
  async home(): Promise<{ dataDir: string; port: number; databaseUrl: string; remove(): Promise<void> }> {
    const layout = readLayout(this.directory);
    if (!layout) throw new Error(`There is no cloud in ${this.directory}.`);
    const name = `solum_${randomBytes(4).toString('hex')}`;
    const socket = join(this.directory, 'mariadb', 'socket');
    const sql = (text: string) =>
      execute('mariadb', ['--no-defaults', `--socket=${socket}`, '--execute', text]);
    await sql(
      `CREATE DATABASE ${name} CHARACTER SET utf8mb4; GRANT ALL ON ${name}.* TO 'openstack'@'127.0.0.1'`,
    );
    const dataDir = await mkdtemp(join(tmpdir(), 'solum-faults-'));
    return {
      dataDir,
      port: await freePort(),
      databaseUrl: `mysql://openstack:${layout.secrets.mariadb}@127.0.0.1:${layout.ports.mariadb}/${name}`,
      remove: async () => {
        await sql(`DROP DATABASE ${name}`);
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  }

  /** The settings of a service that lives in this cloud as its user solum. */
  get settings(): Readonly<Record<string, string>> {
    return {
      SOLUM_AUTH_STRATEGY: 'keystone',
      SOLUM_WORKFLOW_ENGINE: 'mistral',
      SOLUM_STACK_PROVIDER: 'heat',
      SOLUM_SOURCE_PROTOCOLS: 'file',
      SOLUM_SANDBOX: 'none',
      SOLUM_JOB_LEASE_SECONDS: '5',
      OS_AUTH_URL: this.url('identity'),
      OS_USERNAME: 'solum',
      OS_PASSWORD: accountOf(this.credentials, 'solum').password,
      OS_PROJECT_NAME: 'service',
    };
  }

  async project(): Promise<Project> {
    const name = `faults-${randomBytes(4).toString('hex')}`;
    const { project } = (await this.keystone('POST', '/projects', { project: { name } })) as {
      project: Entry;
    };
    const { roles } = (await this.keystone('GET', '/roles')) as { roles: Entry[] };
    const { userId } = accountOf(this.credentials, 'demo');
    for (const role of roles.filter((each) => ['member', 'heat_stack_owner'].includes(each.name))) {
      await this.keystone('PUT', `/projects/${project.id}/users/${userId}/roles/${role.id}`);
    }
    return { id: project.id, token: await this.signIn('demo', { project: { id: project.id } }) };
  }

  async holdings({ id, token }: Project): Promise<Holdings> {
    const list = async (url: string): Promise<Entry[]> => {
      const answer = await this.ask('GET', url, token);
      return Object.values(answer as Record<string, unknown>).find(Array.isArray) as Entry[];
    };
    const mistral = this.url('workflowv2');
    const [stacks, workbooks, executions, trusts] = await Promise.all([
      list(`${this.url('orchestration')}/${id}/stacks`),
      list(`${mistral}/workbooks`),
      list(`${mistral}/executions`),
      this.keystone('GET', '/OS-TRUST/trusts') as Promise<{ trusts: Entry[] }>,
    ]);
    const own = (entries: readonly Entry[]) => entries.filter((entry) => entry.project_id === id);
    return {
      stacks: stacks.map((stack) => stack.id),
      workbooks: own(workbooks).map(({ name }) => name),
      executions: own(executions).map((execution) => execution.id),
      // Heat makes one of its own with each stack, to itself.
      trusts: own(trusts.trusts.filter((trust) => this.isToSolum(trust))).map((trust) => trust.id),
    };
  }

  /** States of the action executions behind an execution of Mistral's, and how many there are of each task. */
  async actionsOf({ token }: Project, executionId: string): Promise<Record<string, number>> {
    const mistral = this.url('workflowv2');
    const { tasks } = (await this.ask('GET', `${mistral}/executions/${executionId}/tasks`, token)) as {
      tasks: Entry[];
    };
    const counts = tasks.map(async ({ id, name }) => {
      const found = (await this.ask('GET', `${mistral}/tasks/${id}/action_executions`, token)) as {
        action_executions: unknown[];
      };
      return [name, found.action_executions.length] as const;
    });
    return Object.fromEntries(await Promise.all(counts));
  }

  private isToSolum(trust: object): boolean {
    return (
      (trust as { trustee_user_id?: string }).trustee_user_id === accountOf(this.credentials, 'solum').userId
    );
  }

  private async signIn(user: string, scope: object): Promise<string> {
    const { userId: id, password } = accountOf(this.credentials, user);
    const domain = { name: 'Default' };
    const { project } = scope as { project: { name?: string } };
    const scoped = { project: project.name ? { ...project, domain } : project };
    const identity = { methods: ['password'], password: { user: { id, password } } };
    const answer = await fetch(`${this.url('identity')}/auth/tokens?nocatalog`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ auth: { identity, scope: scoped } }),
    });
    if (!answer.ok) throw new Error(`Keystone answered ${answer.status}: ${await answer.text()}`);
    return answer.headers.get('x-subject-token') ?? '';
  }

  private async keystone(method: string, path: string, body?: object): Promise<unknown> {
    return this.ask(method, `${this.url('identity')}${path}`, await this.admin, body);
  }

  private async ask(method: string, url: string, token: string, body?: object): Promise<unknown> {
    const answer = await fetch(url, {
      method,
      headers: { 'x-auth-token': token, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${url} was answered ${answer.status}: ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }
}
