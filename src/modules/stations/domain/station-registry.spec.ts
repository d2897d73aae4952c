import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Station } from './station.js';
import { StationRegistry } from './station-registry.js';

const echo = (id: string): Station => ({
  id,
  description: `says ${id}`,
  input: z.strictObject({
    text: z.string(),
    deep: z.strictObject({ 'a/b': z.number().optional() }).optional(),
  }),
  run: async () => ({ passed: true, summary: id }),
});

describe('the registry of stations', () => {
  const registry = new StationRegistry([echo('b-two'), echo('a-one')]);

  it('refuses two stations of one id, and an id that would not do in a URL', () => {
    expect(() => new StationRegistry([echo('a'), echo('a')])).toThrow('two stations');
    for (const id of ['', 'A', 'a/b', 'a b', '-a'])
      expect(() => new StationRegistry([echo(id)])).toThrow('no id');
  });

  it('names the known stations to whom asks for another', () => {
    expect(() => registry.get('c')).toThrow('There is no station "c". There are: b-two, a-one.');
  });

  it('describes the stations in order, with the JSON schema of their input', () => {
    const described = registry.describe();
    expect(described.map(({ id }) => id)).toEqual(['a-one', 'b-two']);
    expect(described[0]?.input).toMatchObject({
      type: 'object',
      required: ['text'],
      additionalProperties: false,
      properties: { text: { type: 'string' } },
    });
  });

  it('takes null for absent', () => {
    expect(registry.check('a-one', { text: 'x', deep: null })).toEqual({ text: 'x' });
  });

  it.each([
    [{ deep: { 'a/b': 'x' } }, ['/text', '/deep/a~1b']],
    [{ text: 'x', more: 1, deep: { other: 1 } }, ['/deep/other', '/more']],
    [{ text: null }, ['/text']],
    ['text', ['']],
    [undefined, ['']],
    [[], ['']],
  ])('points to each wrong place of %j', (input, pointers) => {
    const check = () => registry.check('a-one', input);
    expect(check).toThrow(DomainError);
    try {
      check();
    } catch (error) {
      expect((error as DomainError).kind).toBe('invalid');
      expect((error as DomainError).errors.map(({ pointer }) => pointer).sort()).toEqual(
        [...pointers].sort(),
      );
    }
  });

  it('is not brought down by input that is nested without end', () => {
    let deep: object = {};
    for (let level = 0; level < 200_000; level += 1) deep = { deep };
    expect(() => registry.check('a-one', { text: 'x', deep })).toThrow(DomainError);
  });

  it('calls a missing member missing', () => {
    expect(() => registry.check('a-one', {})).toThrow('/text: is missing');
  });
});
