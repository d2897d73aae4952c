import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { WORKBOOK, workflowOf } from './scenarios.mjs';

const POLL_MS = 50;
const FINAL = new Set(['SUCCESS', 'ERROR', 'CANCELLED']);

/** The real Mistral of the test cloud (`npm run openstack:up`). */
export class Mistral {
  /**
   * @param {string} url
   * @param {string} token
   */
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  /** Undefined where the test cloud is not up. @returns {Promise<Mistral | undefined>} */
  static async find() {
    const directory = process.env.SOLUM_TEST_CLOUD_DIR ?? join(tmpdir(), 'solum-openstack');
    try {
      const { urls, users } = JSON.parse(readFileSync(join(directory, 'cloud.json'), 'utf8'));
      const token = await tokenOf(urls.identity, users.demo);
      const mistral = new Mistral(urls.workflowv2, token);
      await mistral.#saveWorkbook();
      return mistral;
    } catch (error) {
      console.error(`Without Mistral: ${error.message}`);
      return undefined;
    }
  }

  /**
   * One batch of the scenario.
   *
   * @param {import('./scenarios.mjs').Scenario} scenario
   * @returns {Promise<{ seconds: number, executions: number }>}
   */
  async run(scenario) {
    const began = process.hrtime.bigint();
    await Promise.all(Array.from({ length: scenario.atOnce }, () => this.#execute(workflowOf(scenario))));
    return { seconds: Number(process.hrtime.bigint() - began) / 1e9, executions: scenario.atOnce };
  }

  async #saveWorkbook() {
    const headers = { 'content-type': 'text/plain' };
    const there = await this.#send('/workbooks', { method: 'PUT', headers, body: WORKBOOK });
    if (there.status === 404) await this.#send('/workbooks', { method: 'POST', headers, body: WORKBOOK });
  }

  /** @param {string} workflowName */
  async #execute(workflowName) {
    const id = randomUUID();
    const body = JSON.stringify({ id, workflow_name: workflowName, input: '{}' });
    const headers = { 'content-type': 'application/json' };
    let { state } = (await this.#send('/executions', { method: 'POST', headers, body })).body;
    while (!FINAL.has(state)) {
      await wait(POLL_MS);
      state = (await this.#send(`/executions/${id}`, {})).body.state;
    }
    if (state !== 'SUCCESS') throw new Error(`Mistral's execution ${id} ended in ${state}.`);
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   * @returns {Promise<{ status: number, body: any }>}
   */
  async #send(path, request) {
    const headers = { ...request.headers, 'x-auth-token': this.token };
    const answer = await fetch(`${this.url}${path}`, { ...request, headers });
    const text = await answer.text();
    if (!answer.ok && answer.status !== 404) throw new Error(`Mistral: ${answer.status} ${text}`);
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  }
}

/**
 * @param {string} identity
 * @param {{ username: string, password: string, project: string, domain: string }} user
 */
async function tokenOf(identity, { username, password, project, domain }) {
  const user = { name: username, password, domain: { name: domain } };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { name: project, domain: { name: domain } } },
  };
  const answer = await fetch(`${identity}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth }),
  });
  const token = answer.headers.get('x-subject-token');
  if (!token) throw new Error(`Keystone: ${answer.status} ${await answer.text()}`);
  return token;
}
