import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { JsonObject } from '../../src/shared/domain/json.js';
import { EngineExecution, EngineScope } from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import {
  ActionRegistry,
  standardActions,
} from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { DEFAULT_ENGINE_OPTIONS } from '../../src/modules/workflow-engine/infrastructure/embedded/engine-options.js';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const HOSTILE: EngineScope = { projectId: 'hostile', token: async () => 'none' };
const HONEST: EngineScope = { projectId: 'honest', token: async () => 'none' };

const HONEST_WORKBOOK = `
version: '2.0'
name: honest
workflows:
  main:
    output: {sum: <% $.sum %>}
    tasks:
      first: {action: std.noop, on-success: [one, two]}
      one: {action: std.echo output=1, publish: {a: <% task().result %>}, on-success: [both]}
      two: {action: std.echo output=2, publish: {b: <% task().result %>}, on-success: [both]}
      both: {join: all, action: std.noop, publish: {sum: <% $.a + $.b %>}, on-success: [last]}
      last: {action: std.noop}
`;

function workbook(workflows: string): string {
  const body = workflows.replace(/^/gm, '  ');
  return `version: '2.0'\nname: hostile\nworkflows:\n${body}\n`;
}
const main = (tasks: string, more = ''): string =>
  workbook(`main:\n${more}\n  tasks:\n${tasks.replace(/^/gm, '    ')}`);

/** On a machine that does much else besides; alone it is a twentieth of a second. */
const LONGEST_STALL_MS = 1_500;
const LONGEST_HONEST_MS = 5_000;

interface Attack {
  readonly end: string;
  readonly stall: number;
  readonly honest: number;
  readonly hostile: number;
}

/** How long this process has stood still, at most. */
class StallGauge {
  longest = 0;
  private last = performance.now();
  private readonly timer = setInterval(() => this.look(), 5);
  readonly running = wait(10);

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    this.longest = Math.max(this.longest, now - this.last);
    this.last = now;
  }
}

describe('the embedded engine under hostile workbooks', () => {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;
  let engine: EmbeddedWorkflowEngine;

  beforeAll(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
    const clock = new SystemClock();
    engine = new EmbeddedWorkflowEngine(
      database.session,
      clock,
      new ActionRegistry(standardActions(clock)),
      DEFAULT_ENGINE_OPTIONS,
    );
    engine.onApplicationBootstrap();
    await engine.saveWorkbook(HONEST, HONEST_WORKBOOK);
  });
  afterAll(async () => {
    await engine.beforeApplicationShutdown();
    await database.close();
    await scratch.drop();
  });

  function start(scope: EngineScope, workflowName: string, input: JsonObject = {}): Promise<EngineExecution> {
    return engine.startExecution(scope, {
      executionId: newId(),
      workflowName,
      input,
      environment: {},
      description: '',
    });
  }

  async function ended(scope: EngineScope, id: string, within = 100_000): Promise<EngineExecution> {
    return until(async () => {
      const execution = await engine.getExecution(scope, id);
      return ['SUCCESS', 'ERROR', 'CANCELLED'].includes(execution.state) && execution;
    }, within);
  }

  /** What comes of the workbook, how long this process stood still meanwhile, and how long another run took; in milliseconds. */
  async function attack(definition: string, input: JsonObject): Promise<Attack> {
    await engine.saveWorkbook(HOSTILE, definition);
    const stall = new StallGauge();
    await stall.running;
    try {
      const began = performance.now();
      const { id } = await start(HOSTILE, 'hostile.main', input);
      const hostile = ended(HOSTILE, id).then((execution) => ({
        execution,
        after: performance.now() - began,
      }));
      const asked = performance.now();
      const other = await ended(HONEST, (await start(HONEST, 'honest.main')).id);
      const honest = performance.now() - asked;
      expect(other.output).toEqual({ sum: 3 });
      const { execution, after } = await hostile;
      return {
        end: `${execution.state}: ${execution.stateInfo}`,
        stall: stall.longest,
        honest,
        hostile: after,
      };
    } finally {
      stall.stop();
    }
  }

  const many = (count: number, task: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => task(index)).join('\n');
  const TOO_LARGE = /ERROR: .*(has become too large|more than 5000 task executions)/;

  it.each<[string, string, RegExp, JsonObject?]>([
    [
      'a workflow that calls itself',
      workbook('main:\n  tasks:\n    again: {workflow: main}'),
      /more than 50 workflows within each other/,
    ],
    [
      'two workflows that call each other',
      workbook('main:\n  tasks:\n    a: {workflow: other}\nother:\n  tasks:\n    b: {workflow: main}'),
      /ERROR: Failure caused by error in tasks: a/,
    ],
    [
      'a workflow that calls itself ten times over',
      workbook('main:\n  tasks:\n    again: {with-items: i in <% range(10) %>, workflow: main}'),
      /more than 1000 sub-workflow executions/,
    ],
    [
      'a task that follows itself',
      main('s: {on-success: [a]}\na: {action: std.noop, on-success: [a]}'),
      TOO_LARGE,
    ],
    [
      'a billion items',
      main('a: {with-items: i in <% range(1000000000) %>, action: std.noop}'),
      /exceeds 100000 elements|more than 1000000 steps/,
    ],
    [
      'more items than a run may have',
      main('a: {with-items: i in <% range(90000) %>, action: std.noop}'),
      /90000 items, at most 10000/,
    ],
    [
      'items that are sub-workflows of items',
      workbook(
        'main:\n  tasks:\n    a: {with-items: i in <% range(5000) %>, workflow: sub}\nsub:\n  tasks:\n    b: {with-items: i in <% range(5000) %>, action: std.noop}',
      ),
      /more than 1000 sub-workflow executions|too large/,
    ],
    [
      'a costly expression for each item',
      main(
        'a: {with-items: i in <% range(3000) %>, action: "std.echo output=<% range(20000).select($ * 2).sum() %>"}',
      ),
      /evaluated at once take/,
    ],
    [
      'many tasks with a costly expression each',
      main(
        many(200, (index) => `t${index}: {action: "std.echo output=<% range(90000).select($ * 2).sum() %>"}`),
      ),
      /take more than|takes more than|take longer than|takes longer than/,
    ],
    [
      'a text that doubles with every step',
      main(
        's: {publish: {x: "0123456789"}, on-success: [a]}\na: {action: std.noop, publish: {x: <% $.x + $.x %>}, on-success: [a]}',
      ),
      /Text exceeds 1000000 characters|Field size limit exceeded|too large/,
    ],
    [
      'a list that doubles with every step',
      main(
        's: {publish: {x: [1]}, on-success: [a]}\na: {action: std.noop, publish: {x: "<% [$.x, $.x] %>"}, on-success: [a]}',
      ),
      /Field size limit exceeded|too large|take more than|takes more than/,
    ],
    [
      'a list that is nested deeper with every step',
      main(
        's: {publish: {x: [1]}, on-success: [a]}\na: {action: std.noop, publish: {x: "<% [$.x] %>"}, on-success: [a]}',
      ),
      /more than 100 lists and mappings within each other/,
    ],
    [
      'a regular expression that explodes',
      main(
        'a: {action: std.echo, input: {output: "<% regex(\'(a+)+$\').matches($.text) %>"}}',
        '  input: [text]',
      ),
      /takes more than|takes longer than/,
      { text: `${'a'.repeat(60)}!` },
    ],
    [
      'graphs with more ways than atoms',
      main(
        `s: {on-error: [${many(9, (n) => `l0t${n}`).replaceAll('\n', ', ')}]}\n` +
          many(180, (n) => {
            const next = many(9, (m) => `l${Math.floor(n / 9) + 1}t${m}`).replaceAll('\n', ', ');
            return `l${Math.floor(n / 9)}t${n % 9}: {on-success: [${n >= 171 ? 'end' : next}]}`;
          }) +
          '\nw: {on-success: [end]}\nend: {join: all}',
      ),
      /ERROR: .*end/s,
    ],
    [
      'a script that never ends',
      main('a: {action: std.js, input: {script: "for (;;);"}}'),
      /longer than 5000 ms/,
    ],
    [
      'a billion retries',
      main('a: {action: std.noop, retry: {count: 1000000000, delay: 0, continue-on: <% true %>}}'),
      /Task 'a' has been retried 2000 times.*SOLUM_RUN_MAX_RETRIES/,
    ],
    [
      'tasks that double with every step',
      main('s: {on-success: [a]}\na: {on-success: [a, b]}\nb: {on-success: [a, b]}'),
      /more than 5000 task executions.*SOLUM_RUN_MAX_TASKS/,
    ],
    [
      'a wait longer than anybody’s',
      main(`a: {action: std.noop, wait-before: 1${'0'.repeat(300)}}`),
      /longer than a task may wait/,
    ],
    [
      'ad-hoc actions that rest on each other',
      `version: '2.0'\nname: hostile\nactions:\n  x: {base: hostile.y}\n  y: {base: hostile.x}\nworkflows:\n  main:\n    tasks:\n      a: {action: x}\n`,
      /Found a cycle in an ad-hoc action chain/,
    ],
  ])(
    'stops %s, and others go on',
    async (_what, definition, reason, input = {}) => {
      const { end, stall, honest, hostile } = await attack(definition, input);
      expect(end).toMatch(reason);
      expect(end).toMatch(/^ERROR/);
      expect(stall).toBeLessThan(LONGEST_STALL_MS);
      expect(honest).toBeLessThan(Math.max(hostile, LONGEST_HONEST_MS));
    },
    120_000,
  );

  it('lets a run that goes on and on be cancelled', async () => {
    await engine.saveWorkbook(
      HOSTILE,
      main('s: {on-success: [a]}\na: {on-success: [a, b]}\nb: {on-success: [a, b]}'),
    );
    const { id } = await start(HOSTILE, 'hostile.main');
    expect((await engine.cancelExecution(HOSTILE, id, 'enough')).state).toBe('CANCELLED');
  });

  it.each([
    ['ten megabytes', `${main('a: {}')}#${'x'.repeat(10_000_000)}`, /too large: \d+ characters/],
    [
      'aliases of aliases',
      `version: '2.0'\nname: hostile\nx0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n${many(
        12,
        (n) => `x${n + 1}: &x${n + 1} [${`*x${n}, `.repeat(9)}*x${n}]`,
      )}\n`,
      /were unexpected/,
    ],
    [
      'flow collections within each other',
      `version: '2.0'\nname: hostile\nx: ${'['.repeat(100_000)}`,
      /parsed/,
    ],
    ['mappings within each other', many(500, (n) => `${' '.repeat(n)}x:`), /parsed|deep/],
    [
      'an expression of parentheses',
      main(`a: {action: "std.echo output=<% ${'('.repeat(50_000)}1${')'.repeat(50_000)} %>"}`),
      /recursion|deep|Parse error/i,
    ],
  ])('refuses %s', async (_what, definition, reason) => {
    await expect(engine.saveWorkbook(HOSTILE, definition)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringMatching(reason),
    });
  });

  it('takes the names of JavaScript’s own properties for names', async () => {
    const definition = main(
      '__proto__: {publish: {__proto__: {polluted: 1}}, on-success: [constructor]}\n' +
        'constructor: {action: std.echo output=1, publish: {constructor: <% task().result %>, toString: 2}}',
      '  input: [prototype]\n  output: {of: <% $.constructor %>, to: <% $.toString %>, in: <% $.prototype %>}',
    );
    await engine.saveWorkbook(HOSTILE, definition);
    const input = JSON.parse('{"prototype": {"__proto__": {"polluted": 1}}}') as JsonObject;
    const { state, output } = await ended(HOSTILE, (await start(HOSTILE, 'hostile.main', input)).id);
    expect([state, JSON.stringify(output)]).toEqual([
      'SUCCESS',
      '{"of":1,"to":2,"in":{"__proto__":{"polluted":1}}}',
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
