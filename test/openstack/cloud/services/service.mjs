import { isFree } from '../layout.mjs';
import { Program } from '../program.mjs';
import { GiveUp, until } from '../until.mjs';

/** Two cores that also install, build or test may need this long for a first start. */
const START_SECONDS = 120;

/**
 * One service of the cloud, as data.
 *
 * @typedef {import('../layout.mjs').Layout} Layout
 * @typedef {object} Service
 * @property {string} name
 * @property {(layout: Layout) => Promise<void>} prepare writes its configuration and, once, its data
 * @property {(layout: Layout) => ConstructorParameters<typeof Program>[1][]} programs in the order of their start
 * @property {(layout: Layout) => Promise<boolean>} answers whether it takes requests
 * @property {(layout: Layout) => Promise<void>} [afterStart]
 * @property {(layout: Layout, token: string, projectId: string) => Promise<boolean>} [works] whether it does its work,
 *   asked with a user's token
 */

/**
 * @param {Layout} layout
 * @param {Service} service
 */
export function programsOf(layout, service) {
  return service.programs(layout).map((plan) => new Program(layout.directory, plan));
}

/**
 * Starts what does not run of a service. Answers whether anything had to be started; it may not take requests yet.
 *
 * @param {Layout} layout
 * @param {Service} service
 */
export async function launch(layout, service) {
  await service.prepare(layout);
  let started = false;
  for (const program of programsOf(layout, service)) {
    if (!program.isRunning()) {
      // First what is left of it, which may hold the port.
      await program.kill();
      await requirePort(layout, program.name);
    }
    if (await program.ensureRunning()) started = true;
  }
  return started;
}

/**
 * Waits until a service takes requests.
 *
 * @param {Layout} layout
 * @param {Service} service
 */
export async function untilAnswering(layout, service) {
  await until(
    `${service.name} to answer`,
    () => stillRunning(layout, service) && service.answers(layout),
    START_SECONDS,
  );
  await service.afterStart?.(layout);
}

/**
 * Waits until a service does its work for a user.
 *
 * @param {Layout} layout
 * @param {Service} service
 * @param {() => Promise<{ token: string, projectId: string }>} user
 */
export async function untilWorking(layout, service, user) {
  const works = async () => {
    stillRunning(layout, service);
    const { token, projectId } = await user();
    return service.works?.(layout, token, projectId) ?? true;
  };
  await until(`${service.name} to do its work`, works, START_SECONDS);
}

/**
 * @param {Layout} layout
 * @param {Service} service
 */
function stillRunning(layout, service) {
  const dead = programsOf(layout, service).find((program) => !program.isRunning());
  if (dead) throw new GiveUp(`${dead.name} ended by itself. The end of ${dead.log}:\n${dead.logTail()}`);
  return true;
}

/** Each program that listens, and the name of its port. */
const LISTENING = {
  mariadb: 'mariadb',
  epmd: 'epmd',
  rabbitmq: 'rabbitmq',
  keystone: 'keystone',
  mistral: 'mistral',
  'heat-api': 'heat',
};

/**
 * A stranger on our port would be taken for our service.
 *
 * @param {Layout} layout
 * @param {string} program
 */
async function requirePort(layout, program) {
  const port = layout.ports[LISTENING[program]];
  if (port === undefined) return;
  await until(`port ${port} of ${program} to be free: something else listens there`, () => isFree(port), 10);
}
