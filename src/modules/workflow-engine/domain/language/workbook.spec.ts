import { describe, expect, it } from '@jest/globals';
import { describeWorkbook, DslError, parseWorkbook } from './index.js';

function refusal(definition: string): string {
  try {
    parseWorkbook(definition);
  } catch (error) {
    if (error instanceof DslError) return error.message;
    throw error;
  }
  throw new Error('The definition was accepted.');
}

function withTask(task: string): string {
  return `version: '2.0'\nname: w\nworkflows:\n  main:\n    tasks:\n      t:\n${task.replace(/^/gm, '        ')}`;
}

describe('what JSON cannot say', () => {
  it.each([
    [
      'publish:\n  1: x',
      'Invalid DSL: the key 1 is not a text\n\nOn instance workflows.main.tasks.t.publish',
    ],
    ['publish:\n  true: x', 'the key True is not a text'],
    ['input:\n  2.5: x', 'the key 2.5 is not a text'],
    ['publish:\n  d: 2024-01-02', 'datetime.date(2024, 1, 2) is not valid under any of the given schemas'],
    ['publish:\n  d: 2024-01-02T03:04:05', 'datetime.datetime(2024, 1, 2, 3, 4, 5) is not valid'],
    ['description: 2024-01-02', 'datetime.date(2024, 1, 2) is not valid'],
  ])('is refused where the language looks: %s', (task, problem) => {
    expect(refusal(withTask(task))).toContain(problem);
  });

  it('becomes text deeper in a value', () => {
    const { workflows } = parseWorkbook(withTask('publish:\n  d: {1: {2024-01-02: [2024-01-03]}}'));
    expect(workflows.get('main')?.tasks.get('t')?.publish).toEqual({
      d: { 1: { '2024-01-02': ['2024-01-03'] } },
    });
  });
});

describe('a workbook', () => {
  it('is described for people: inputs with defaults, tasks, and the graph between them', () => {
    const description = describeWorkbook(`
version: '2.0'
name: build_deploy
description: Builds and deploys
tags: [ci]
workflows:
  main:
    input:
      - ref
      - target: production
    tasks:
      build:
        action: std.echo output="x"
        on-success:
          - deploy: <% $.target = production %>
        on-error: fail
      deploy:
        workflow: roll_out
  roll_out:
    type: reverse
    tasks:
      check: {action: std.noop}
      go: {action: std.noop, requires: [check]}
`);
    expect(description).toMatchObject({
      name: 'build_deploy',
      description: 'Builds and deploys',
      tags: ['ci'],
    });
    const [main, rollOut] = description.workflows;
    expect(main?.inputs).toEqual([
      { name: 'ref', required: true, default: null },
      { name: 'target', required: false, default: 'production' },
    ]);
    expect(main?.tasks.map(({ name, action, workflow }) => [name, action, workflow])).toEqual([
      ['build', 'std.echo', null],
      ['deploy', null, 'roll_out'],
    ]);
    expect(main?.edges).toEqual([
      { from: 'build', to: 'deploy', on: 'success', condition: '<% $.target = production %>' },
      { from: 'build', to: 'fail', on: 'error', condition: null },
    ]);
    expect(rollOut?.edges).toEqual([{ from: 'check', to: 'go', on: 'requires', condition: null }]);
  });

  it('names the place of what is wrong', () => {
    expect(refusal(withTask('action: std.noop\nretry: {count: -1, delay: 1}'))).toContain(
      'On instance workflows.main.tasks.t.retry.count',
    );
    expect(refusal(withTask('action: std.noop\nwith: x'))).toContain("('with' was unexpected)");
  });

  it('may write its version as a number', () => {
    expect(parseWorkbook(withTask('action: std.noop').replace("'2.0'", '2.0')).name).toBe('w');
    expect(refusal(withTask('action: std.noop').replace("'2.0'", '3.0'))).toBe('Unsupported DSL version: 3');
  });

  it('is YAML as PyYAML reads it', () => {
    const workbook = parseWorkbook(
      withTask('action: std.echo\ninput: {output: [yes, 010, 1:30, y, 2001-01-01]}'),
    );
    expect(workbook.workflows.get('main')?.tasks.get('t')?.input).toEqual({
      output: [true, 8, 90, 'y', '2001-01-01'],
    });
  });

  it('has no anchors and no aliases: what begins so is text, as Mistral reads it', () => {
    const workbook = parseWorkbook(withTask('action: std.echo\ninput: {output: [&a x, *a, "@b", c & d]}'));
    expect(workbook.workflows.get('main')?.tasks.get('t')?.input).toEqual({
      output: ['&a x', '*a', '@b', 'c & d'],
    });
    const levels = Array.from({ length: 20 }, (_, n) => `  l${n + 1}: &l${n + 1} [*l${n}, *l${n}]`);
    expect(refusal(`version: '2.0'\nname: bomb\nx:\n  l0: &l0 [a]\n${levels.join('\n')}`)).toContain(
      "('x' was unexpected)",
    );
  });

  it('is refused where it is not YAML, or not a mapping', () => {
    expect(refusal('a: [')).toContain('Definition could not be parsed');
    expect(refusal('- a')).toContain("is not of type 'object'");
    expect(refusal('')).toContain("'version' is a required property");
  });

  it('does not let a key of the document reach the prototype', () => {
    const definition = withTask('action: std.echo\ninput: {__proto__: {polluted: true}}');
    parseWorkbook(definition);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('takes a single guarded transition as what it says', () => {
    const workbook = parseWorkbook(`
version: '2.0'
name: w
workflows:
  main:
    tasks:
      a: {action: std.noop, on-success: {b: <% false %>}}
      b: {action: std.noop}
`);
    expect(workbook.workflows.get('main')?.tasks.get('a')?.onSuccess?.next).toMatchObject([
      { name: 'b', condition: '<% false %>' },
    ]);
  });
});
