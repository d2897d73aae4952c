import { Clock } from '../../../../shared/domain/clock.js';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { ActionContext } from './action-plugin.js';
import { HttpConnectionError } from './http-request.js';
import { HttpAction } from './http.js';
import { wait } from './wait.js';

/** How long to wait before asking again a station that does not answer the door. */
const RETRY_AFTER_MS = [200, 1000, 3000];

/**
 * `std.mistral_http`: hands work to a station. An answer of success leaves the task RUNNING until the station completes
 * the action execution; any other answer, or none, is an error at once.
 *
 * A connection that fails before the station has begun to answer is tried again a few times: the action execution's id
 * lets the station recognise what it has already got.
 */
export class MistralHttpAction extends HttpAction {
  override readonly name = 'std.mistral_http';
  override readonly className = 'mistral.actions.std_actions.MistralHTTPAction';

  readonly asynchronous = true;
  protected override readonly reusesConnections = true;

  constructor(private readonly clock: Clock) {
    super();
  }

  override async run(input: JsonObject, context: ActionContext): Promise<ActionOutcome | undefined> {
    const outcome = await this.handOver(input, context);
    return outcome.state === 'SUCCESS' ? undefined : outcome;
  }

  private async handOver(input: JsonObject, context: ActionContext): Promise<ActionOutcome> {
    for (const pause of [...RETRY_AFTER_MS, undefined]) {
      try {
        return await this.send(input, callbackHeaders(context), context);
      } catch (error) {
        if (!(error instanceof HttpConnectionError) || pause === undefined || context.signal.aborted) {
          return this.failed(error, context);
        }
        await wait(this.clock, pause, context.signal);
      }
    }
    return this.failed(new Error('not sent'), context);
  }
}

function callbackHeaders(context: ActionContext): Record<string, string> {
  return {
    'Mistral-Workflow-Name': context.workflowName,
    'Mistral-Workflow-Execution-Id': context.workflowExecutionId,
    'Mistral-Task-Id': context.taskId,
    'Mistral-Action-Execution-Id': context.actionExecutionId,
    'Mistral-Callback-URL': `/v2/action_executions/${context.actionExecutionId}`,
  };
}
