import { describe, expect, it } from '@jest/globals';
import { contextOf } from '../expression-context.mother.js';
import { evaluateJinja } from './jinja-language.js';

const CONTEXT = contextOf({
  parts: [
    { name: 'hull', parts: [{ name: 'keel', parts: [] }] },
    { name: 'mast', parts: [] },
  ],
});

const rendered = (text: string): unknown => evaluateJinja(text, CONTEXT);

function failure(text: string): string {
  try {
    rendered(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

const LABEL = "{% macro label(name, sign='#') %}{{ sign }}{{ name }}{% endmacro %}";

describe('a macro', () => {
  it.each([
    ["{{ label('a') }} {{ label('b', '*') }} {{ label(sign='+', name='c') }}", '#a *b +c'],
    ["{{ label('a')|upper }}{{ label }}", "#A<Macro 'label'>"],
  ])('takes arguments by place, by name, or from its defaults: %s', (use, expected) => {
    expect(rendered(LABEL + use)).toBe(expected);
  });

  it('refuses what it does not declare, and misses what it is not given', () => {
    expect(failure(`${LABEL}{{ label('a', 'b', 'c') }}`)).toContain('takes not more than 2 argument(s)');
    expect(failure(`${LABEL}{{ label(colour=1) }}`)).toContain("takes no keyword argument 'colour'");
    expect(failure(`${LABEL}{{ label() }}`)).toContain("parameter 'name' was not provided");
    expect(failure('{% macro m(a=1, b) %}{% endmacro %}{{ 1 }}')).toContain('non-default argument follows');
  });

  it('has the arguments that are too many where it asks for them', () => {
    expect(rendered('{% macro all() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ all(1, 2, z=3) }}')).toBe(
      "(1, 2){'z': 3}",
    );
  });

  it('may call itself, within the limits of an expression', () => {
    const down = '{% macro down(n) %}{{ n }}{% if n > 0 %}{{ down(n - 1) }}{% endif %}{% endmacro %}';
    expect(rendered(`${down}{{ down(3) }}`)).toBe('3210');
    expect(failure(`${down}{{ down(100000) }}`)).toContain('maximum recursion depth exceeded');
  });

  it('gets the body of a call block as its caller', () => {
    const twice = '{% macro twice() %}{{ caller(1) }}{{ caller(2) }}{% endmacro %}';
    expect(rendered(`${twice}{% call(n) twice() %}<{{ n }}>{% endcall %}`)).toBe('<1><2>');
    expect(failure(`${twice}{{ twice() }}`)).toContain('No caller defined');
    expect(failure(`${LABEL}{% call label('a') %}{{ 1 }}{% endcall %}`)).toContain(
      "takes no keyword argument 'caller'",
    );
  });
});

describe('a loop', () => {
  it('goes down where it is recursive', () => {
    const walk =
      '{% for p in _.parts recursive %}{{ loop.depth }}{{ p.name }}({{ loop(p.parts) }}){% endfor %}';
    expect(rendered(walk)).toBe('1hull(2keel())1mast()');
    expect(failure(walk.replace(' recursive', ''))).toContain("must have the 'recursive' marker");
  });

  it('knows when a value changes, and where it is', () => {
    expect(rendered('{% for n in [1, 1, 2] %}{{ n if loop.changed(n) else "=" }}{% endfor %}')).toBe('1=2');
    expect(rendered('{% for n in 7, 8 %}{{ loop }}{{ loop.cycle("a", "b") }}{% endfor %}')).toBe(
      '<LoopContext 1/2>a<LoopContext 2/2>b',
    );
  });

  it('takes turns by a cycler', () => {
    expect(
      rendered("{% set c = cycler('x', 'y') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}"),
    ).toBe('xyxy');
  });
});

describe('a value that is not there', () => {
  it.each(['none', 'string', 'number', 'mapping', 'sequence', 'true', 'sameas none'])('is not %s', (test) => {
    expect(rendered(`{{ _.absent is ${test} }}`)).toBe(false);
  });
});
