import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from './case.js';
import { EmbeddedEngine } from './embedded-engine.js';
import { judge } from './verdict.js';

/** Recorded from Mistral 15: `npm run conformance -- test/conformance --engine mistral --record`. */
const CASES = join(import.meta.dirname, 'cases');

describe('the embedded engine does what Mistral was seen to do', () => {
  it.each(readdirSync(CASES).sort())('%s', async (name) => {
    const read = await readCase(join(CASES, name));
    const { differences } = await judge(read, () => new EmbeddedEngine().run(read));
    expect(differences.filter(({ level }) => level !== 'diagnostics')).toEqual([]);
  });
});
