import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { RULES } from './rule-trace.js';

describe('the rules', () => {
  it('are those that docs/use/webhooks.md explains', () => {
    const page = readFileSync('docs/use/webhooks.md', 'utf8');
    const table = page.slice(page.indexOf('## Rules')).matchAll(/^\| (`[^|]+) \|/gm);
    const explained = [...table].flatMap(([, names = '']) => names.match(/[a-z_]+\.[a-z_]+/g) ?? []);
    expect(explained.sort()).toEqual([...RULES].sort());
  });
});
