import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { contextOfAction } from './action-context.mother.js';
import { JavaScriptAction } from './javascript.js';
import { DEFAULT_JAVASCRIPT_LIMITS, JavaScriptIsolate } from './javascript/javascript-isolate.js';

const isolate = new JavaScriptIsolate();
const hasty = new JavaScriptIsolate({
  ...DEFAULT_JAVASCRIPT_LIMITS,
  milliseconds: 200,
  memoryBytes: 8 * 1_048_576,
});

function running(
  script: string,
  context: JsonValue = null,
  { in: where = isolate, project = 'demo' } = {},
): Promise<ActionOutcome> {
  const action = new JavaScriptAction('std.js', where);
  return action.run({ script, context }, contextOfAction({ projectId: project }));
}

const result = async (script: string, context: JsonValue = null): Promise<JsonValue> => {
  const { state, output } = await running(script, context);
  if (state !== 'SUCCESS') throw new Error(JSON.stringify(output));
  return output;
};

describe('std.js', () => {
  it('returns what the script returns, with the context as $', async () => {
    const context = { list: [1, 2, 3], name: 'Zürich', __proto__key: null };
    expect(await result('return $.list.map((n) => n * 2).concat($.name)', context)).toEqual([
      2,
      4,
      6,
      'Zürich',
    ]);
  });

  it.each([
    ['nothing', '', null],
    ['undefined', 'return undefined', null],
    ['a function', 'return () => 1', null],
    ['a promise', 'return Promise.resolve().then(() => ({ done: true }))', { done: true }],
    ['an async function', 'return (async () => { await null; return 7; })()', 7],
    ['not a number', 'return NaN', null],
    [
      'a key called __proto__',
      'return JSON.parse(\'{"__proto__": {"x": 1}}\')',
      JSON.parse('{"__proto__": {"x": 1}}'),
    ],
  ])('takes %s for what JSON has for it', async (_what, script, expected) => {
    expect(await result(script)).toEqual(expected);
  });

  it.each([
    ['throw new TypeError("no way")', /TypeError: no way/],
    ['throw "a text"', /a text/],
    ['return (', /SyntaxError/],
    ['return Promise.reject(new Error("later"))', /later/],
    ['return new Promise(() => {})', /never settles/],
    ['const o = {}; o.o = o; return o', /circular/],
    ['return 10n', /BigInt/],
    ['return "x".repeat(2000000)', /2000002 characters of JSON, at most 1048576/],
    ['return $.missing.key', /TypeError/],
    ['return require("fs")', /require/],
    ['return (function r() { return r() + 1 })()', /stack overflow/],
  ])('fails with the reason: %s', async (script, reason) => {
    const { state, output } = await running(script, {});
    expect(state).toBe('ERROR');
    expect(output).toMatch(reason);
    expect(output).toMatch(/JavaScriptAction failed: .*action_ex_id|action_ex_id.*JavaScriptAction failed/);
  });

  it('sees nothing of this process', async () => {
    const globals = await result(
      `const reach = Function('return this')();
       const names = Object.getOwnPropertyNames(reach);
       return ['process', 'require', 'module', 'fetch', 'Buffer', 'setTimeout', 'WebAssembly', 'parentPort', 'workerData']
         .filter((name) => names.includes(name) || name in reach);`,
    );
    expect(globals).toEqual([]);
    for (const way of [
      'return constructor.constructor("return process")().env',
      'return $.constructor.constructor("return process")().env',
      'return [].filter.constructor("return globalThis.process.env")()',
      'return import("node:fs")',
    ]) {
      expect((await running(way, {})).state).toBe('ERROR');
    }
  });

  it('leaves nothing behind for the next script', async () => {
    await result('globalThis.left = 1; Array.prototype.map = () => "mine"; Object.prototype.x = 1; return 1');
    expect(await result('return [typeof left, [1].map((n) => n), ({}).x]')).toEqual(['undefined', [1], null]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    ['for (;;);', /longer than 200 ms/],
    ['return /^(a+)+$/.test("a".repeat(60) + "!")', /longer than 200 ms/],
    ['const loop = () => Promise.resolve().then(loop); return loop()', /longer than 200 ms/],
    ['return { toJSON() { for (;;); } }', /longer than 200 ms/],
    ['const all = []; for (;;) all.push(new Array(1000).fill(0))', /bytes of memory|longer than/],
    ['return "a".repeat(1e9)', /bytes of memory|longer than/],
    ['return [...Array(1e7).keys()].join()', /bytes of memory|longer than/],
  ])('is stopped where it costs too much: %s', async (script, reason) => {
    const { state, output } = await running(script, null, { in: hasty });
    expect(state).toBe('ERROR');
    expect(output).toMatch(reason);
  });

  it('runs beside everything else, and one project’s scripts do not hold up another’s', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 10);
    const slow = new JavaScriptIsolate({ ...DEFAULT_JAVASCRIPT_LIMITS, milliseconds: 600 });
    const busy = Promise.all([1, 2, 3].map(() => running('for (;;);', null, { in: slow, project: 'busy' })));
    let over = false;
    void busy.then(() => (over = true));
    const quick = await running('return 1', null, { in: slow, project: 'quick' });
    expect(quick).toEqual({ state: 'SUCCESS', output: 1 });
    expect(over).toBe(false);
    expect(turns).toBeGreaterThan(0);
    expect((await busy).map(({ state }) => state)).toEqual(['ERROR', 'ERROR', 'ERROR']);
    clearInterval(ticking);
  });
});
