import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextOf } from '../../src/modules/workflow-engine/domain/expressions/expression-context.mother.js';
import {
  evaluate,
  pythonJson,
  readExactJson,
} from '../../src/modules/workflow-engine/domain/expressions/index.js';
import { JsonObject } from '../../src/shared/domain/json.js';

/** Recorded from Mistral's own evaluators by expressions/record.py. */
const FOLDER = join(import.meta.dirname, 'expressions');

interface Recorded {
  readonly text: string;
  /** The result as Python's json writes it; absent where it fails. */
  readonly json?: string;
}

const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const context = contextOf(readExactJson(read('data.json')) as JsonObject);

function outcome(text: string): string {
  try {
    return pythonJson(evaluate(text, context));
  } catch {
    return 'fails';
  }
}

describe('expressions come to what Mistral makes of them', () => {
  it.each(['jinja.jsonl', 'yaql.jsonl', 'yaml-dump.jsonl'])('%s', (file) => {
    const recorded = read(file)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Recorded);
    expect(recorded.length).toBeGreaterThan(100);
    const differing = recorded
      .map(({ text, json }) => ({ text, mistral: json ?? 'fails', here: outcome(text) }))
      .filter(({ mistral, here }) => mistral !== here);
    expect(differing).toEqual([]);
  });
});
