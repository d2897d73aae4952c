import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, loadConfig } from './app-config.js';

describe('the configuration', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'solum-config-'));
  const load = (environment: NodeJS.ProcessEnv = {}) =>
    loadConfig({ SOLUM_DATA_DIR: dataDir, ...environment });

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('needs nothing: a loopback address, SQLite and the embedded engine are its defaults', () => {
    expect(load()).toMatchObject({
      host: '127.0.0.1',
      port: 9777,
      publicUrl: 'http://127.0.0.1:9777',
      databaseUrl: undefined,
      workflowEngine: 'embedded',
      roles: ['api', 'worker'],
    });
  });

  it.each(['0.0.0.0', '192.168.1.5', '::', 'example.org'])(
    'refuses to let everybody in on %s in development mode',
    (host) => {
      expect(() => load({ SOLUM_HOST: host })).toThrow(/not a loopback address/);
    },
  );

  const cloud = { OS_AUTH_URL: 'http://keystone:5000/v3/', OS_USERNAME: 'solum', OS_PASSWORD: 'secret' };

  it('lets the service listen anywhere where Keystone vouches for its users', () => {
    const config = load({ SOLUM_AUTH_STRATEGY: 'keystone', SOLUM_HOST: '0.0.0.0', ...cloud });
    expect(config).toMatchObject({
      host: '0.0.0.0',
      openstack: {
        authUrl: 'http://keystone:5000/v3',
        trustRoles: ['member', 'heat_stack_owner'],
        trustDays: undefined,
      },
    });
  });

  it.each(['OS_AUTH_URL', 'OS_USERNAME', 'OS_PASSWORD'])('refuses a cloud without %s', (name) => {
    const environment = { SOLUM_AUTH_STRATEGY: 'keystone', ...cloud, [name]: '' };
    expect(() => load(environment)).toThrow(/needed by SOLUM_AUTH_STRATEGY=keystone/);
  });

  it('keeps nothing for ever unless it is told to', () => {
    const { keepRuns, keepArtifacts, ...days } = load().retention;
    expect(keepRuns).toBeGreaterThan(0);
    expect(keepArtifacts).toBeGreaterThan(0);
    expect(Object.keys(days).sort()).toEqual([
      'artifactDays',
      'auditDays',
      'deliveryDays',
      'eventDays',
      'executionDays',
      'logDays',
    ]);
    for (const each of Object.values(days)) expect(each).toBeGreaterThan(0);
    expect(load({ SOLUM_RETENTION_EXECUTION_DAYS: '0' }).retention.executionDays).toBe(0);
  });

  it('names every wrong setting', () => {
    const wrong = { SOLUM_PORT: 'high', SOLUM_ROLES: 'cook', DATABASE_URL: 'postgres://x' };
    for (const name of Object.keys(wrong)) expect(() => load(wrong)).toThrow(name);
    expect(() => load({ SOLUM_PORT: 'high' })).toThrow(ConfigurationError);
  });

  it('takes an empty setting for one that is not made', () => {
    expect(load({ SOLUM_PORT: '', DATABASE_URL: '' }).port).toBe(9777);
  });

  it('cannot be changed', () => {
    const config = load();
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.worker, { concurrency: 99 })).toThrow(TypeError);
  });

  it('makes a secret key once, for the service’s user only, and keeps it', () => {
    const [first, ...others] = load().secretKeys;
    expect([first.length, others]).toEqual([32, []]);
    expect(load().secretKeys[0].equals(first)).toBe(true);
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
  });
});
