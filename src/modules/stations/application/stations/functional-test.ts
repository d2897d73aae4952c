import { z } from 'zod';
import { StationResult } from '../../domain/job.js';
import { Attempt, Station } from '../../domain/station.js';
import { commandInput, secretsInput, sourceInput, timeoutInput } from './inputs.js';
import { commandResult, nothingToTest, SourceWork } from './source-work.js';

const input = (protocols: readonly string[]) =>
  z.strictObject({
    source: sourceInput(protocols),
    command: commandInput
      .optional()
      .describe('shell command that tests the application at $APP_URL; absent: there is nothing to test'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .describe('URL of the running application; the command finds it in APP_URL'),
    secrets: secretsInput,
    timeout: timeoutInput,
  });

type Input = z.output<ReturnType<typeof input>>;

export class FunctionalTest implements Station<Input> {
  readonly id = 'functional-test';
  readonly description =
    'Runs a command in a fresh checkout of the source, with APP_URL set to the running application. ' +
    'Answers {passed, summary, exit_code, commit, url}.';
  readonly input: z.ZodType<Input>;

  constructor(
    protocols: readonly string[],
    private readonly work: SourceWork,
  ) {
    this.input = input(protocols);
  }

  async run({ source, command, url }: Input, attempt: Attempt): Promise<StationResult> {
    const checkout = await this.work.checkout(source, attempt);
    if (command === undefined) return { ...nothingToTest('functional tests', checkout, attempt), url };
    const end = await this.work.run(command, checkout, attempt, { APP_URL: url });
    return { ...commandResult('the functional tests', end, checkout), url };
  }
}
