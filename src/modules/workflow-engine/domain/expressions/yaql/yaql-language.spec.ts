import { describe, expect, it } from '@jest/globals';
import { JsonValue } from '../../../../../shared/domain/json.js';
import { ExpressionContext } from '../expression-context.js';
import { contextOf } from '../expression-context.mother.js';
import { ExactNumber, plainJson } from '../../exact-json/index.js';
import { evaluateYaql, hasYaql, validateYaql } from './yaql-language.js';

const DATA = {
  replicas: 3,
  owner: null,
  ready: true,
  tags: ['blue', 'green', 'blue'],
  limits: { cpu: 2, memory: 512 },
  services: [
    { name: 'api', zone: 'north', load: 7 },
    { name: 'web', zone: 'south', load: 2 },
    { name: 'cron', zone: 'north', load: 4 },
  ],
};

const value = (expression: string, context: ExpressionContext = contextOf(DATA)): JsonValue =>
  plainJson(exactly(expression, context));

const exactly = (expression: string, context: ExpressionContext = contextOf(DATA)): JsonValue =>
  evaluateYaql(`<% ${expression} %>`, context);

function failure(expression: string): string {
  try {
    value(expression);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

describe('a text with YAQL in it', () => {
  it('that is one expression keeps the type of its value', () => {
    expect(value('$.replicas')).toBe(3);
    expect(value('$.limits')).toEqual({ cpu: 2, memory: 512 });
    expect(value('$.owner')).toBeNull();
  });

  it("shows values inside other text as Python's str does", () => {
    const text = evaluateYaql(
      '<% $.ready %>|<% $.owner %>|<% $.tags %>|<% $.limits %>|<% 6.0 / 2 %>',
      contextOf(DATA),
    );
    expect(text).toBe("True|None|['blue', 'green', 'blue']|{'cpu': 2, 'memory': 512}|3.0");
  });

  it('is filled in one expression after the other, so that a value can bring the next one', () => {
    const context = contextOf({ first: '[<% $.second %>]', second: 'two' });
    expect(evaluateYaql('<% $.first %> then <% $.second %>', context)).toBe('[two] then two');
  });

  it('does not end its expression at a line break', () => {
    expect(hasYaql('<% 1 +\n 1 %>')).toBe(false);
    expect(evaluateYaql('<% 1 +\n 1 %>', contextOf())).toBe('<% 1 +\n 1 %>');
  });

  it('is checked for its first syntax error without being evaluated', () => {
    expect(validateYaql('<% $.absent %>')).toBeNull();
    expect(validateYaql('a <% f( %> b')).toBe('Parse error: unexpected end of statement');
  });
});

describe('numbers', () => {
  it.each([
    ['7 / 2', 3],
    ['-7 / 2', -4],
    ['7.0 / 2', 3.5],
    ['-7 mod 3', 2],
    ['round(2.5)', 2],
    ['pow(2, 10)', 1024],
    ['shiftBitsLeft(1, 6) + bitwiseNot(2)', 61],
    ['max($.services.load.max(), 5)', 7],
  ])('%s is %p', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  it('without a fraction are floats where the expression made them so', () => {
    expect(exactly('6.0 / 2')).toEqual(new ExactNumber('3.0'));
    expect(exactly('6 / 2')).toBe(3);
    expect(
      evaluateYaql(
        'v<% $.version %>',
        contextOf({ version: new ExactNumber('2.0') as unknown as JsonValue }),
      ),
    ).toBe('v2.0');
  });

  it('beyond 2^53 are exact within an expression', () => {
    expect(value('str(90071992547409931 * 10 + 1)')).toBe('900719925474099311');
  });
});

describe('comparisons', () => {
  it.each([
    ['null < 1', true],
    ['1 > null', true],
    ['null <= null', true],
    ['1 = 1.0', true],
    ["'1' = 1", false],
    ['api in $.services.name', true],
    ["'ro' in 'cron'", true],
    ['$.ready and $.replicas > 2', true],
    ['$.owner or nobody', 'nobody'],
    ["'v1.2' =~ '^v[0-9]'", true],
    ["'v1.2' !~ 'rc'", true],
  ])('%s is %p', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  it('of a list that a function made with a written one find no equality, as in Mistral', () => {
    expect(value("json_parse('[1]') = [1]")).toBe(false);
    expect(value('json_parse(\'{"a": 1}\') = {a => 1}')).toBe(true);
  });
});

describe('collections', () => {
  it.each<[string, JsonValue]>([
    ['$.services.where($.load > 3).name', ['api', 'cron']],
    ['$.services.select({n => $.name}).first()', { n: 'api' }],
    ['$.services.orderBy($.zone).thenByDescending($.load).name', ['api', 'cron', 'web']],
    [
      '$.services.groupBy($.zone, $.load).orderBy($[0])',
      [
        ['north', [7, 4]],
        ['south', [2]],
      ],
    ],
    ['$.services.groupBy($.zone, $.load, $.sum()).toDict($[0], $[1])', { north: 11, south: 2 }],
    ['$.services.toDict($.name, $.load)', { api: 7, web: 2, cron: 4 }],
    ['$.tags.distinct()', ['blue', 'green']],
    [
      '$.tags.zip(range(3))',
      [
        ['blue', 0],
        ['green', 1],
        ['blue', 2],
      ],
    ],
    ['[[1], [2, [3]]].flatten()', [1, 2, 3]],
    ['$.limits.set(disk, 9).delete(cpu)', { memory: 512, disk: 9 }],
    ['$.limits.mergeWith({cpu => 4, disk => 1})', { cpu: 4, memory: 512, disk: 1 }],
    ['sequence(4).limit(3)', [4, 5, 6]],
    ['generate(1, $ < 30, $ * 3)', [1, 3, 9, 27]],
    ['$.tags.toSet().len()', 2],
    ['$.limits.get(disk, none)', 'none'],
    ['$.limits[disk, 0]', 0],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it('that are streams run dry', () => {
    expect(value('let(s => $.tags.select($)) -> [$s.len(), $s.len()]')).toEqual([3, 0]);
  });

  it('of pairs cannot be a result, as in Mistral', () => {
    expect(failure('$.limits.items()')).toContain("error=unhashable type: 'list'");
  });
});

describe('texts, patterns and moments', () => {
  it.each<[string, JsonValue]>([
    ["'a-b'.split('-').join('+')", 'a+b'],
    ["'{0}:{tag:>4}'.format(app, tag => 7)", 'app:   7'],
    ["'registry'.substring(-3)", 'try'],
    ['[str(true), str(null), str(2.0)]', ['true', 'null', '2.0']],
    ["regex('([a-z]+)-([0-9]+)').search('build-42', $3.value)", '42'],
    ["regex('(?P<word>[a-z]+)').search('7up', $word.value)", 'up'],
    ["regex('o').replaceBy('foo', $.value.toUpper())", 'fOO'],
    ["'a1b22'.split(regex('[0-9]+'))", ['a', 'b', '']],
    ["datetime('2024-02-28T23:00:00Z').format('%d/%m %H:%M')", '28/02 23:00'],
    ['(datetime(2024, 2, 28) + timespan(days => 1)).day', 29],
    ['(datetime(2024, 3, 1) - datetime(2024, 2, 1)).days', 29],
    ['now().year', 2026],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

describe('branches and scopes', () => {
  it.each<[string, JsonValue]>([
    ['switch($.replicas > 5 => many, $.replicas > 1 => some, true => one)', 'some'],
    ['coalesce($.owner, nobody)', 'nobody'],
    ['$.owner?.name', null],
    ['let(top => $) -> $.services.where($.load > $top.replicas).len()', 2],
    ['with(2, 3) -> $1 * $2', 6],
    ['[4, 5].unpack(a, b) -> $b - $a', 1],
    ['def(twice, $ * 2) -> twice(21)', 42],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

describe("Mistral's functions", () => {
  const task = { id: 't1', name: 'build', state: 'SUCCESS', result: { image: 'shop:7' } };
  const running = contextOf(DATA, {
    task: (name) => (name === undefined || name === 'build' ? task : null),
    tasks: ({ state, recursive }) => [`${state ?? 'any'} ${recursive ? 'deep' : 'flat'}`],
    execution: () => ({ id: 'e1', name: 'ship.main' }),
    environment: () => ({ region: 'eu' }),
    globals: () => ({ channel: 'beta' }),
  });

  it.each<[string, JsonValue]>([
    ['task().result.image', 'shop:7'],
    ['task(build).state', 'SUCCESS'],
    ['task(absent)', null],
    ['tasks(state => ERROR, recursive => true)', ['ERROR deep']],
    ['tasks(execution().id)', ['any flat']],
    ['env().region', 'eu'],
    ['global(channel)', 'beta'],
    ['global(absent)', null],
    ['uuid().len()', 36],
    ['json_dump({a => [1.0]})', '{\n    "a": [\n        1.0\n    ]\n}'],
    ["json_parse('[1, 2.5]').sum()", 3.5],
    ["yaml_parse('a: [yes, 012, y]')", { a: [true, 10, 'y'] }],
    ['yaml_dump({b => [1], a => x})', 'a: x\nb:\n- 1\n'],
  ])('%s', (expression, expected) => {
    expect(value(expression, running)).toEqual(expected);
  });
});

describe('an expression that fails', () => {
  it.each([
    ['$.nope', "Can not evaluate YAQL expression [expression=$.nope, error='nope']"],
    ['mystery(1)', 'error=Unknown function "mystery"'],
    ["'a' + 1", 'error=No function "#operator_+" matches supplied arguments'],
    ['$.tags.mystery()', 'error=Unknown method "mystery" for receiver'],
    ['1 / 0', 'error=integer division or modulo by zero'],
    ["int('x')", "error=invalid literal for int() with base 10: 'x'"],
  ])('%s', (expression, expected) => {
    expect(failure(expression)).toContain(expected);
  });
});
