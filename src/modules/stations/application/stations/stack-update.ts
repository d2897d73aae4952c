import { z } from 'zod';
import type { JsonValue } from '../../../../shared/domain/json.js';
import { StackProvider } from '../../../stacks/index.js';
import { StationResult } from '../../domain/job.js';
import { Attempt, Station } from '../../domain/station.js';
import { RunArtifacts } from '../run-artifacts.js';
import { commandInput, stackIdInput, timeoutInput } from './inputs.js';
import { stackResult, stackScope } from './stack-result.js';
import { watchStack } from './watch-stack.js';

const artifactId = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be "sha256:" and 64 hexadecimal digits');

const input = z.strictObject({
  stack_id: stackIdInput,
  artifact: z
    .union([
      artifactId,
      z.strictObject({ id: artifactId, format: z.string().optional(), size: z.number().optional() }),
    ])
    .describe('what image-build made: its id, or the whole {id, format, size}'),
  template: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'must be the name of a template')
    .default('basic')
    .describe('name of the template'),
  run_cmd: commandInput.describe('shell command that starts the application on $PORT'),
  environment: z
    .record(
      z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable'),
      z.string().max(65_536),
    )
    .optional()
    .describe('environment variables of the application'),
  health_path: z
    .string()
    .regex(/^\/[^\s]*$/, 'must be an HTTP path')
    .max(1024)
    .optional()
    .describe('HTTP path that answers below 500 when the application is ready'),
  timeout: timeoutInput,
});

type Input = z.output<typeof input>;

export class StackUpdate implements Station<Input> {
  readonly id = 'stack-update';
  readonly deploys = true;
  readonly description =
    'Deploys an artifact to the pipeline’s stack and waits until it runs. Answers {passed, summary, stack: {id, status, url}}.';
  readonly input: z.ZodType<Input> = input;

  constructor(
    private readonly stacks: StackProvider,
    private readonly artifacts: RunArtifacts,
  ) {}

  async run(request: Input, attempt: Attempt): Promise<StationResult> {
    const { job, log } = attempt;
    const scope = stackScope(attempt);
    const artifact = typeof request.artifact === 'string' ? request.artifact : request.artifact.id;
    await this.artifacts.use(job.executionId, artifact);
    log.note(`updating stack ${request.stack_id} by template "${request.template}" to ${artifact}`);
    await this.stacks.update(scope, request.stack_id, {
      template: request.template,
      parameters: parameters(request, artifact),
    });
    return stackResult(await watchStack(this.stacks, scope, request.stack_id, attempt));
  }
}

function parameters(
  { run_cmd, environment, health_path }: Input,
  artifact: string,
): Record<string, JsonValue> {
  return {
    artifact,
    run_cmd,
    ...(environment ? { environment } : {}),
    ...(health_path ? { health_path } : {}),
  };
}
