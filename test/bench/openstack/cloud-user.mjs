import { setTimeout as wait } from 'node:timers/promises';
import { Cloud } from '../../openstack/cloud/cloud.mjs';
import { accountOf, readCredentials } from '../../openstack/cloud/credentials.mjs';
import { expecting, send } from '../../openstack/cloud/http.mjs';
import { authenticate } from '../../openstack/cloud/identity.mjs';
import { stateDirectory } from '../../openstack/cloud/layout.mjs';

/** The roles that the service asks its users for. */
const TRUST_ROLES = ['member', 'heat_stack_owner'];

const PAUSE_MS = 100;
const MOST_QUESTIONS = 300;

/** demo in the test cloud, and a trust of theirs to the service's user, as a pipeline has one. */
export class CloudUser {
  #trust = '';

  /** @param {import('../../openstack/cloud/credentials.mjs').Credentials} credentials */
  constructor(credentials) {
    this.credentials = credentials;
    this.token = '';
    /** Made from the trust: it acts as demo, and the service's user got it. */
    this.trustToken = '';
  }

  /** Throws what to do where the test cloud is not up. */
  static async signIn() {
    const cloud = new Cloud(stateDirectory());
    const services = await cloud.status();
    if (services.length === 0 || services.some(({ well }) => !well)) {
      throw new Error(`The test cloud in ${cloud.directory} is not up: npm run openstack:up`);
    }
    const user = new CloudUser(readCredentials(cloud.directory));
    await user.#enter();
    return user;
  }

  get mistralUrl() {
    return this.credentials.urls.workflowv2;
  }

  /** The settings of a service that lives in this cloud. */
  get serviceEnvironment() {
    const { username, password, project } = accountOf(this.credentials, 'solum');
    return {
      SOLUM_AUTH_STRATEGY: 'keystone',
      OS_AUTH_URL: this.#identity,
      OS_USERNAME: username,
      OS_PASSWORD: password,
      OS_PROJECT_NAME: project,
    };
  }

  /**
   * @param {string} method
   * @param {string} url
   * @param {unknown} [body]
   * @returns {Promise<any>} the answer's body
   */
  async asUser(method, url, body) {
    const accepted = method === 'DELETE' ? [202, 204, 404] : [200, 201, 202];
    return (await expecting(accepted, method, url, { token: this.token, body })).body;
  }

  /**
   * Until an execution has ended well in Mistral, which may not have it yet.
   *
   * @param {string} id
   */
  async untilEnded(id) {
    for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
      const { body } = await send('GET', `${this.mistralUrl}/executions/${id}`, { token: this.token });
      if (body.state === 'SUCCESS') return;
      if (body.state === 'ERROR') throw new Error(`Execution ${id} failed: ${body.state_info}`);
      await wait(PAUSE_MS);
    }
    throw new Error(`Execution ${id} does not end.`);
  }

  async leave() {
    const url = `${this.#identity}/OS-TRUST/trusts/${this.#trust}`;
    await expecting([204, 404], 'DELETE', url, { token: this.token });
  }

  get #identity() {
    return this.credentials.urls.identity;
  }

  async #enter() {
    const demo = accountOf(this.credentials, 'demo');
    const solum = accountOf(this.credentials, 'solum');
    const { username: user, password, project, userId, projectId } = demo;
    this.token = (await authenticate(this.#identity, { user, password, project })).id;
    const trust = {
      trustor_user_id: userId,
      trustee_user_id: solum.userId,
      project_id: projectId,
      impersonation: true,
      roles: TRUST_ROLES.map((name) => ({ name })),
    };
    const url = `${this.#identity}/OS-TRUST/trusts`;
    const made = await expecting(201, 'POST', url, { token: this.token, body: { trust } });
    this.#trust = made.body.trust.id;
    const trustee = { user: solum.username, password: solum.password, trust: this.#trust };
    this.trustToken = (await authenticate(this.#identity, trustee)).id;
  }
}
