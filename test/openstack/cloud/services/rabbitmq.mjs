import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './configuration.mjs';
import { firstAnswer } from './tcp.mjs';

/** What a client says first in AMQP 0-9-1. */
const GREETING = Buffer.from('AMQP\u0000\u0000\u0009\u0001', 'latin1');
/** The first byte of an answer to it: a method frame. */
const METHOD_FRAME = 1;

/** @param {import('../layout.mjs').Layout} layout */
const folder = (layout) => join(layout.directory, 'rabbitmq');

/**
 * A RabbitMQ of the cloud's own, with its own port mapper: neither its node's name, ports nor cookie meet those of a
 * RabbitMQ that runs here already.
 *
 * @type {import('./service.mjs').Service}
 */
export const rabbitmq = {
  name: 'rabbitmq',

  async prepare(layout) {
    mkdirSync(folder(layout), { recursive: true, mode: 0o700 });
    writePrivate(join(folder(layout), 'enabled_plugins'), '[].\n');
    // Names nothing: it is there so that the machine's /etc/rabbitmq/rabbitmq-env.conf is not read.
    writePrivate(join(folder(layout), 'rabbitmq-env.conf'), '');
    writePrivate(
      join(folder(layout), 'rabbitmq.conf'),
      [
        `listeners.tcp.local = 127.0.0.1:${layout.ports.rabbitmq}`,
        'default_user = openstack',
        `default_pass = ${layout.secrets.rabbitmq}`,
        'disk_free_limit.absolute = 50MB',
        'log.file.level = warning',
        '',
      ].join('\n'),
    );
  },

  programs(layout) {
    const env = environment(layout);
    return [
      {
        name: 'epmd',
        command: '/usr/bin/epmd',
        args: ['-port', String(layout.ports.epmd), '-address', '127.0.0.1'],
      },
      {
        name: 'rabbitmq',
        // Not Debian's /usr/sbin/rabbitmq-server: that one runs it as the user rabbitmq, in /var/lib/rabbitmq.
        command: '/usr/lib/rabbitmq/bin/rabbitmq-server',
        args: [],
        env,
        cwd: folder(layout),
        settings: [join(folder(layout), 'rabbitmq.conf')],
      },
    ];
  },

  async answers(layout) {
    return (await firstAnswer(layout.ports.rabbitmq, GREETING))[0] === METHOD_FRAME;
  },
};

/**
 * @param {import('../layout.mjs').Layout} layout
 * @returns {Record<string, string>}
 */
function environment(layout) {
  const path = (name) => join(folder(layout), name);
  return {
    // Erlang keeps its cookie at home.
    HOME: folder(layout),
    ERL_EPMD_PORT: String(layout.ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_FLAGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // Then Erlang takes the place of the start script, and gets our signals itself.
    RUNNING_UNDER_SYSTEMD: 'true',
    RABBITMQ_NODENAME: `solum-test-cloud-${layout.ports.rabbitmq}@localhost`,
    RABBITMQ_DIST_PORT: String(layout.ports.rabbitmqNodes),
    RABBITMQ_CONF_ENV_FILE: path('rabbitmq-env.conf'),
    RABBITMQ_CONFIG_FILE: path('rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: path('enabled_plugins'),
    RABBITMQ_MNESIA_BASE: path('mnesia'),
    RABBITMQ_LOG_BASE: path('log'),
    RABBITMQ_PID_FILE: path('pid'),
  };
}
