import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { startService, type TestService } from '../support/test-service.js';

interface Rules {
  readonly groups: readonly { readonly rules: readonly Alert[] }[];
}

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string };
}

const RULES = load(readFileSync('etc/prometheus/solum.rules.yaml', 'utf8')) as Rules;
const ALERTS = RULES.groups.flatMap(({ rules }) => rules);
const METRIC = /\b(?:solum|nodejs|process)_\w+/g;
const ROUTE = /route="([^"]+)"/g;

describe('the alert', () => {
  let service: TestService;
  let series: string;

  beforeAll(async () => {
    service = await startService();
    await service.api.post('/v1/triggers/7b0b9a3c-6e0e-4b57-9c0e-3f0a2a7b9d11').expect(404);
    series = (await service.api.get('/metrics').expect(200)).text;
  });
  afterAll(() => service.close());

  it.each(ALERTS)('$alert asks for metrics and routes that the service has', ({ expr }) => {
    const metrics = [...expr.matchAll(METRIC)].map(([name]) => name);
    const known = metrics.filter((name) => new RegExp(`^(# TYPE )?${name}[ {]`, 'm').test(series));
    const routes = [...expr.matchAll(ROUTE)].map(([, route]) => route);
    expect(known).toEqual(metrics);
    expect(routes.filter((route) => !series.includes(`route="${route}"`))).toEqual([]);
    expect(metrics.length > 0 || expr.startsWith('up{')).toBe(true);
  });

  it.each(ALERTS)('$alert says what is wrong in a sentence', ({ annotations }) => {
    expect(annotations.summary).toMatch(/^[A-Z].*\.$/);
  });
});
