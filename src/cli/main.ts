#!/usr/bin/env node
import { CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { EXIT, exitCodeOf, explain } from './exit-code.js';
import { makeProgram } from './program.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// Whoever reads no further (`| head`) has what they wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

const code = await run();
process.stdout.write('', () => process.exit(code));

async function run(): Promise<number> {
  try {
    await makeProgram(version).parseAsync();
    return EXIT.ok;
  } catch (error) {
    // Commander has said by itself what it did not understand.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    for (const line of explain(error)) if (line !== '') process.stderr.write(`${line}\n`);
    return exitCodeOf(error);
  }
}
