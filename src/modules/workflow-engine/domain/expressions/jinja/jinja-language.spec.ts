import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonValue } from '../../../../../shared/domain/json.js';
import { plainJson } from '../../exact-json/index.js';
import { contextOf } from '../expression-context.mother.js';
import { evaluateJinja, hasJinja, validateJinja } from './jinja-language.js';

const CONTEXT = contextOf({
  count: 3,
  owner: null,
  tags: ['blue', 'green'],
  limits: { cpu: 2 },
  shadow: { items: 'kept', plain: 1 },
  services: [
    { name: 'api', zone: 'north', load: 7 },
    { name: 'web', zone: 'south', load: 2 },
  ],
});

const rendered = (text: string): JsonValue => plainJson(evaluateJinja(text, CONTEXT));

function failure(text: string): string {
  try {
    rendered(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

describe('a text with Jinja2 in it', () => {
  it('that is one expression keeps the type of its value', () => {
    expect(rendered('{{ _.tags }}')).toEqual(['blue', 'green']);
    expect(rendered('{{_.count}}')).toBe(3);
    expect(rendered('{{ _.owner }}')).toBeNull();
  });

  it("is text else, with Python's text of its values, and without its last line break", () => {
    expect(rendered(' {{ _.count }}')).toBe(' 3');
    expect(rendered('{{ _.count }}\n')).toBe('3');
    expect(rendered('{{ true }} {# quiet #}{{ none }} {{ 4 / 2 }} x')).toBe('True None 2.0 x');
  });

  it('knows blocks, and trims around them', () => {
    expect(rendered('{% for s in _.services if s.load > 1 %}{{ loop.index }}{{ s.name }};{% endfor %}')).toBe(
      '1api;2web;',
    );
    expect(rendered('{% set x = _.count + 1 %}{% if x > 3 %}{{ x }}{% else %}few{% endif %}')).toBe('4');
    expect(rendered('a {%- if true -%} b {%- endif %}{{ 1 }}')).toBe('ab1');
  });

  it('with blocks only is more than Mistral can do', () => {
    expect(failure('{% if true %}yes{% endif %}')).toContain('list index out of range');
  });

  it('ends its one expression at the first }}, so two side by side are rendered as text, as in Mistral', () => {
    expect(validateJinja('{{ _.count }}-{{ _.count }}')).toBeNull();
    expect(rendered('{{ 1 }}-{{ 2.0 }}')).toBe('1-2.0');
    expect(rendered("{{ {'a': {'b': 1}} }}")).toBe("{'a': {'b': 1}}");
    expect(rendered('{{ _.count }}-{{ _.count }}.')).toBe('3-3.');
  });

  it('is not one where only a comment stands', () => {
    expect(hasJinja('{# nothing #}')).toBe(false);
  });
});

describe("Jinja2's expressions", () => {
  it.each<[string, JsonValue]>([
    ['7 // 2', 3],
    ['-7 % 3', 2],
    ['2 ** 5', 32],
    ["'n' ~ 1 ~ none", 'n1None'],
    ['1 < 2 < 3', true],
    ["'big' if _.count > 9 else 'small'", 'small'],
    ["'blue' in _.tags and 'x' not in _.tags", true],
    ['_.tags[-1]', 'green'],
    ['[1, 2, 3, 4][1:3]', [2, 3]],
    ["'release'[::-1]", 'esaeler'],
    ["'%s-%02d' % ('v', 7)", 'v-07'],
    ['_.absent is defined', false],
    ['_.count is odd and _.limits is mapping', true],
    ['9 is divisibleby 3', true],
    ['_.absent | default(5)', 5],
    ['_.owner | default(5)', null],
    ['_.owner | default(5, true)', 5],
  ])('%s', (expression, expected) => {
    expect(rendered(`{{ ${expression} }}`)).toEqual(expected);
  });

  it.each<[string, JsonValue]>([
    ["_.services | map(attribute='name') | list", ['api', 'web']],
    ["_.services | selectattr('load', 'gt', 3) | map(attribute='name') | join", 'api'],
    ["_.services | rejectattr('zone', 'equalto', 'north') | list | length", 1],
    ["_.services | sum(attribute='load') / 2", 4.5],
    ["_.services | sort(attribute='load') | first", { name: 'web', zone: 'south', load: 2 }],
    ["_.services | groupby('zone') | map('first') | list", ['north', 'south']],
    ["['b', 'A', 'c'] | sort | map('upper') | join('-')", 'A-B-C'],
    ['[1, 1, 2] | unique | list', [1, 2]],
    ['[1, 2, 3] | batch(2) | list', [[1, 2], [3]]],
    ["'3.9' | int + 1", 4],
    ['2.5 | round', 2],
    ["{'b': 1, 'a': [1.0]} | tojson", '{"a": [1.0], "b": 1}'],
    ["'a b/c' | urlencode", 'a%20b/c'],
  ])('%s', (expression, expected) => {
    expect(rendered(`{{ ${expression} }}`)).toEqual(expected);
  });

  it("call Python's methods, which hide a dict's members behind a dot but not in brackets", () => {
    expect(rendered("{{ 'a,b'.split(',') }}")).toEqual(['a', 'b']);
    expect(rendered("{{ '{}-{}'.format('x', 2).upper() }}")).toBe('X-2');
    expect(rendered("{{ _.limits.get('disk', 0) }}")).toBe(0);
    expect(rendered('{% for k, v in _.limits.items() %}{{ k }}={{ v }}{% endfor %}')).toBe('cpu=2');
    expect(rendered("{{ _.shadow['items'] }}")).toBe('kept');
    expect(rendered('{{ _.shadow.items() | list }}')).toEqual([
      ['items', 'kept'],
      ['plain', 1],
    ]);
  });
});

describe("Mistral's functions in Jinja2", () => {
  const running = contextOf(
    { a: 1 },
    {
      task: (name) => ({ name: name ?? 'current', result: 7 }),
      execution: () => ({ id: 'e1', name: 'ship.main' }),
      environment: () => ({ region: 'eu' }),
    },
  );

  it('are functions', () => {
    expect(evaluateJinja('{{ env().region }}', running)).toBe('eu');
    expect(evaluateJinja("{{ task('build').result + task().result }}", running)).toBe(14);
    expect(evaluateJinja("{{ json_parse('[1]') }}", running)).toEqual([1]);
  });

  it('are filters too, which take the value for the context', () => {
    expect(evaluateJinja("{{ _ | task('build') }}", running)).toEqual({ name: 'build', result: 7 });
    expect(evaluateJinja('{{ [1] | json_pp }}', running)).toBe('[\n    1\n]');
  });

  it('cannot ask for a task outside of one', () => {
    expect(failure("{{ task('build') }}")).toContain("error='__task_execution'");
  });
});

describe('what Jinja2 says of a wrong template', () => {
  it.each([
    [
      '{% if x %}{{ 1 }}',
      "Syntax error 'Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.'.",
    ],
    ['{% launch %}', "Syntax error 'Encountered unknown tag 'launch'.'."],
    ['a {{ 1 + }}', "Syntax error 'unexpected 'end of print statement''."],
    ['a {{ x | nosuch }}', "Syntax error 'No filter named 'nosuch'.'."],
    ['a {{ x is nosuch }}', "Syntax error 'No test named 'nosuch'.'."],
  ])('%p', (text, expected) => {
    expect(validateJinja(text)).toBe(expected);
  });

  it('is never an exception, whatever the text', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      'if ',
      'for ',
      'x',
      ' in ',
      'endif',
      'else',
      '|',
      '.',
      '(',
      ')',
      '[',
      ']',
      ':',
      ',',
      "'",
      '1',
      '-',
      ' is ',
      'not ',
      'set ',
      '=',
      'raw',
      '{',
      '}',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const verdict = validateJinja(text);
          expect(verdict === null || verdict.startsWith('Syntax error')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('an undefined value', () => {
  it.each([
    '{{ _.absent }}',
    'x {{ _.limits.disk }}',
    '{{ absent }}',
    '{{ _.absent + 1 }}',
    '{{ not _.absent }}',
    '{{ _.absent | upper }}',
  ])('fails in %s', (text) => {
    expect(failure(text)).toMatch(/^Can not evaluate Jinja expression \[expression=/);
  });
});
