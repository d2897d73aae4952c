import { z } from 'zod';
import { StackProvider } from '../../../stacks/index.js';
import { StationResult } from '../../domain/job.js';
import { Attempt, Station } from '../../domain/station.js';
import { stackIdInput, timeoutInput } from './inputs.js';
import { stackResult, stackScope } from './stack-result.js';

const input = z.strictObject({ stack_id: stackIdInput, timeout: timeoutInput });

type Input = z.output<typeof input>;

export class StackCheck implements Station<Input> {
  readonly id = 'stack-check';
  readonly description =
    'Looks whether the pipeline’s stack runs as it should. Answers {passed, summary, stack: {id, status, url}}.';
  readonly input: z.ZodType<Input> = input;

  constructor(private readonly stacks: StackProvider) {}

  async run({ stack_id }: Input, attempt: Attempt): Promise<StationResult> {
    attempt.log.note(`checking stack ${stack_id}`);
    const stack = await this.stacks.check(stackScope(attempt), stack_id);
    const settled = stack.status.endsWith('_IN_PROGRESS')
      ? await this.stacks.settled(stackScope(attempt), stack_id, attempt.signal)
      : stack;
    attempt.signal.throwIfAborted();
    return stackResult(settled);
  }
}
