import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, TestService } from '../support/test-service.js';

/** On a machine that does much else besides. */
const LONGEST_ANSWER_MS = 5_000;

const tasks = (lines: string): string =>
  `version: '2.0'\nname: hostile\nworkflows:\n  main:\n    tasks:\n${lines}`;

const aliases = Array.from({ length: 12 }, (_, n) => `x${n + 1}: &x${n + 1} [${`*x${n}, `.repeat(9)}*x${n}]`);

const DOCUMENTS: readonly [what: string, definition: string, status: number, reason: RegExp][] = [
  ['ten megabytes', `${tasks('      a: {}')}#${'x'.repeat(10_000_000)}`, 413, /large|bytes/i],
  [
    'aliases of aliases',
    `version: '2.0'\nname: hostile\nx0: &x0 [1]\n${aliases.join('\n')}\n`,
    400,
    /unexpected/,
  ],
  ['lists within each other', `version: '2.0'\nname: hostile\nx: ${'['.repeat(100_000)}`, 400, /parsed/],
  ['a huge key', tasks(`      ? "${'k'.repeat(500_000)}"\n      : {action: std.noop}`), 400, /length|long/],
  [
    'parentheses within each other',
    tasks(`      a: {action: "std.echo output=<% ${'('.repeat(50_000)}1${')'.repeat(50_000)} %>"}`),
    400,
    /recursion|deep|Parse error/i,
  ],
];

describe('a hostile document', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
  });
  afterAll(() => service.close());

  it.each(DOCUMENTS)(
    'of %s is refused where it is uploaded or tried, with the reason',
    async (_what, definition, status, reason) => {
      for (const path of ['/v1/workbooks', '/v1/workbooks/hostile/dry-run']) {
        const began = performance.now();
        const { body } = await service.api.post(path, { definition }).expect(status);
        expect(performance.now() - began).toBeLessThan(LONGEST_ANSWER_MS);
        expect(body.detail).toMatch(reason);
      }
    },
  );

  it('is dry-run within its limits while others are answered', async () => {
    const definition = tasks(
      '      a: {with-items: i in <% range(3000) %>, action: "std.echo output=<% range(20000).select($ * 2).sum() %>"}',
    );
    let over = false;
    const running = service.api
      .post('/v1/workbooks/hostile/dry-run', { definition })
      .expect(200)
      .then(({ body }) => {
        over = true;
        return body as { state: string; state_info: string };
      });
    let answered = 0;
    while (!over) {
      const began = performance.now();
      await service.api.get('/health/live').expect(200);
      expect(performance.now() - began).toBeLessThan(LONGEST_ANSWER_MS);
      answered += 1;
    }
    expect(answered).toBeGreaterThan(3);
    expect(await running).toMatchObject({
      state: 'ERROR',
      state_info: expect.stringMatching(/evaluated at once take/),
    });
  });
});
