import { DomainError } from '../../../../shared/domain/domain-error.js';
import type { OpenStackResponse } from '../../../../shared/openstack/openstack-client.js';
import { ActionResult, EngineScope, FINAL_ENGINE_STATES } from '../../domain/workflow-engine.js';
import { actionExecutionSchema, faultOf, readAnswer } from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';

/** Hands in results of asynchronous actions. */
export class MistralActions {
  constructor(private readonly api: MistralApi) {}

  /**
   * The output travels as a JSON object in a string. Mistral keeps the first result and fails (500, "already completed") at
   * the second: whatever it says against a result, an action execution that has ended has its result.
   */
  async complete(scope: EngineScope, id: string, { state, output }: ActionResult): Promise<void> {
    const answer = await this.send(scope, id, { state, output: JSON.stringify(output) });
    if (answer.status < 400 || (await this.hasEnded(scope, id))) return;
    if (answer.status === 400) {
      throw new DomainError('invalid', 'engine.result_invalid', faultOf(answer.data));
    }
    const detail = `Mistral did not take the result: ${faultOf(answer.data).split('\n', 1).join('')}`;
    throw new DomainError('unavailable', 'engine.unavailable', detail, { retryAfter: 5 });
  }

  private async hasEnded(scope: EngineScope, id: string): Promise<boolean> {
    const { data } = await this.send(scope, id);
    return FINAL_ENGINE_STATES.has(readAnswer(actionExecutionSchema, data).state);
  }

  private async send(scope: EngineScope, id: string, body?: unknown): Promise<OpenStackResponse> {
    const path = `/action_executions/${encodeURIComponent(id)}`;
    const answer = await this.api.send(
      scope,
      body === undefined
        ? { method: 'GET', path, acceptedStatuses: [404] }
        : { method: 'PUT', path, body, acceptedStatuses: [400, 404, 500] },
    );
    if (answer.status !== 404) return answer;
    const detail = `There is no action execution ${id}.`;
    throw new DomainError('not_found', 'engine.action_not_found', detail);
  }
}
