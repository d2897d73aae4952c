import { z } from 'zod';
import { StationResult } from '../../domain/job.js';
import { Attempt, Station } from '../../domain/station.js';
import { commandInput, packInput, secretsInput, sourceInput, timeoutInput } from './inputs.js';
import { PackWork } from './pack-work.js';
import { commandResult, nothingToTest, SourceWork } from './source-work.js';

const input = (protocols: readonly string[]) =>
  z.strictObject({
    source: sourceInput(protocols),
    language_pack: packInput,
    command: commandInput
      .optional()
      .describe(
        'shell command that runs the tests; exit code 0 means passed; absent: that of the language pack, else there is nothing to test',
      ),
    secrets: secretsInput,
    timeout: timeoutInput,
  });

type Input = z.output<ReturnType<typeof input>>;

export class UnitTest implements Station<Input> {
  readonly id = 'unit-test';
  readonly description =
    'Runs a command in a fresh checkout of the source. Answers {passed, summary, exit_code, commit, language_pack?}.';
  readonly input: z.ZodType<Input>;

  constructor(
    protocols: readonly string[],
    private readonly work: SourceWork,
    private readonly packs: PackWork,
  ) {
    this.input = input(protocols);
  }

  async run({ source, ...asked }: Input, attempt: Attempt): Promise<StationResult> {
    const checkout = await this.work.checkout(source, attempt);
    const { command, pack } = await this.packs.command('test', asked, attempt);
    if (command === undefined) return { ...nothingToTest('unit tests', checkout, attempt), ...pack };
    const end = await this.work.run(command, checkout, attempt);
    return { ...commandResult('the unit tests', end, checkout), ...pack };
  }
}
