import { rmSync } from 'node:fs';
import { writeCredentials } from './credentials.mjs';
import { ensurePackages } from './debian-packages.mjs';
import { authenticate } from './identity.mjs';
import { DEFAULTS, ensureLayout, readLayout, requireShortPath } from './layout.mjs';
import { exclusively } from './lock.mjs';
import { identityUrl } from './people.mjs';
import { provision } from './provision.mjs';
import { heat } from './services/heat.mjs';
import { keystone } from './services/keystone.mjs';
import { mariadb } from './services/mariadb.mjs';
import { mistral } from './services/mistral.mjs';
import { rabbitmq } from './services/rabbitmq.mjs';
import { launch, programsOf, untilAnswering, untilWorking } from './services/service.mjs';
import { everyOne } from './until.mjs';

/** What the others need, then the others: stopped in the opposite order. */
const FOUNDATION = [mariadb, rabbitmq];
const OPENSTACK = [keystone, mistral, heat];
const SERVICES = [...FOUNDATION, ...OPENSTACK];

export const SERVICE_NAMES = SERVICES.map(({ name }) => name);

/**
 * The test cloud in one state folder. Commands on it wait for each other, also from other processes.
 *
 * @typedef {import('./layout.mjs').Layout} Layout
 */
export class Cloud {
  /**
   * @param {string} directory
   * @param {(text: string) => void} [say]
   */
  constructor(directory, say = () => {}) {
    this.directory = directory;
    this.say = say;
  }

  /**
   * Brings the whole cloud up and answers its credentials. Safe to run at any time: starts what is dead, restarts what
   * is configured otherwise, makes what is missing.
   *
   * @param {Partial<typeof DEFAULTS>} [choices] what is not chosen is the default again, not what it was
   */
  async up(choices = {}) {
    requireShortPath(this.directory);
    return exclusively(this.directory, async () => {
      await ensurePackages(this.say);
      const layout = await ensureLayout(this.directory, { ...DEFAULTS, ...choices });
      const ids = await this.#startAll(layout);
      const credentials = writeCredentials(layout, ids);
      await everyOne(OPENSTACK.map((service) => untilWorking(layout, service, () => demo(layout))));
      return credentials;
    });
  }

  /**
   * Stops everything that was started here.
   *
   * @param {{ purge?: boolean }} [options] purge: the data, configuration and logs go as well
   */
  async down({ purge = false } = {}) {
    const layout = readLayout(this.directory);
    if (!layout) return;
    await exclusively(this.directory, async () => {
      await everyOne(OPENSTACK.map((service) => this.#stop(layout, service)));
      await everyOne(FOUNDATION.map((service) => this.#stop(layout, service)));
    });
    if (purge) rmSync(this.directory, { recursive: true, force: true });
  }

  /**
   * Stops one service; with `kill` as a crash would.
   *
   * @param {string} name
   * @param {{ kill?: boolean }} [options]
   */
  async stop(name, { kill = false } = {}) {
    await exclusively(this.directory, () => this.#stop(this.#layout(), named(name), kill));
  }

  /**
   * Starts one service and waits until it takes requests; until it works where what it needs is there.
   *
   * @param {string} name
   */
  async start(name) {
    await exclusively(this.directory, async () => {
      const layout = this.#layout();
      const service = named(name);
      await this.#start(layout, service);
      if (service.works && (await everyOther(layout, name)))
        await untilWorking(layout, service, () => demo(layout));
    });
  }

  /**
   * Each program, whether it runs, and whether its service is well: all of it runs, and it answers.
   *
   * @returns {Promise<{ service: string, well: boolean, programs: { name: string, pid?: number, log: string }[] }[]>}
   */
  async status() {
    const layout = readLayout(this.directory);
    if (!layout) return [];
    const reports = SERVICES.map(async (service) => {
      const programs = programsOf(layout, service).map(({ name, pid, log }) => ({ name, pid, log }));
      const answers = await service.answers(layout).catch(() => false);
      return {
        service: service.name,
        well: answers && programs.every(({ pid }) => pid !== undefined),
        programs,
      };
    });
    return Promise.all(reports);
  }

  /**
   * Each as soon as what it needs is there: the tables need the database alone, and the message bus is slow to start.
   *
   * @param {Layout} layout
   * @returns {ReturnType<typeof provision>}
   */
  async #startAll(layout) {
    const database = this.#start(layout, mariadb);
    const bus = this.#start(layout, rabbitmq);
    const afterBoth = async (service) => {
      await database;
      await service.prepare(layout);
      await bus;
      await this.#start(layout, service);
    };
    const identity = database.then(() => this.#start(layout, keystone)).then(() => provision(layout));
    const [ids] = await everyOne([identity, afterBoth(mistral), afterBoth(heat), bus]);
    return ids;
  }

  /**
   * @param {Layout} layout
   * @param {import('./services/service.mjs').Service} service
   */
  async #start(layout, service) {
    const began = Date.now();
    if (await launch(layout, service)) this.say(`Starting ${service.name} …`);
    await untilAnswering(layout, service);
    this.say(`${service.name} answers (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  }

  /**
   * @param {Layout} layout
   * @param {import('./services/service.mjs').Service} service
   * @param {boolean} [kill]
   */
  async #stop(layout, service, kill = false) {
    for (const program of programsOf(layout, service).reverse()) {
      await (kill ? program.kill() : program.stop());
    }
    this.say(`${service.name} is stopped`);
  }

  #layout() {
    const layout = readLayout(this.directory);
    if (!layout) throw new Error(`There is no test cloud in ${this.directory} yet: npm run openstack:up`);
    return layout;
  }
}

/** @param {string} name */
function named(name) {
  const service = SERVICES.find((one) => one.name === name);
  if (!service) throw new Error(`No service ${name}: there are ${SERVICE_NAMES.join(', ')}`);
  return service;
}

/**
 * Whether the services besides this one answer.
 *
 * @param {Layout} layout
 * @param {string} name
 */
async function everyOther(layout, name) {
  const others = [...FOUNDATION, keystone].filter((service) => service.name !== name);
  const answers = await Promise.all(others.map((service) => service.answers(layout).catch(() => false)));
  return answers.every(Boolean);
}

/** @param {Layout} layout */
async function demo(layout) {
  const who = { user: 'demo', password: layout.secrets.demo, project: 'demo' };
  const { id, token } = await authenticate(identityUrl(layout), who);
  return { token: id, projectId: token.project.id };
}
