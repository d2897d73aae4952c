import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { isJsonObject } from '../../../shared/domain/json.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { Public } from '../../keystone-auth/index.js';
import { ENGINE_EVENTS_PATH, EngineEvents, EVENT_SIGNATURE_HEADER } from '../domain/engine-events.js';
import type { EngineEvent } from '../domain/workflow-engine.js';

const LONGEST = 255;

export class EngineEventReceiptResponse {
  @ApiProperty({ enum: [true] })
  accepted!: true;
}

@ApiTags('engine')
@Controller(ENGINE_EVENTS_PATH)
export class EngineEventsController {
  constructor(private readonly events: EngineEvents) {}

  /** Answers at once: Mistral's engine waits for the answer, and counts nothing but 200 and 201 as one. */
  @Post(':execution_id')
  @HttpCode(200)
  @Public()
  @ApiHeader({ name: EVENT_SIGNATURE_HEADER, required: true })
  @ApiBody({ schema: { type: 'object', additionalProperties: true } })
  @ApiOperationOf({
    id: 'receiveEngineEvent',
    summary: 'Hear of a change from the workflow engine',
    description:
      'Called by Mistral (params.notify), not by users. The event is a hint only: the service asks the engine what it is about.',
    status: 200,
    type: EngineEventReceiptResponse,
    errors: [400, 401, 404, 413, 415],
    public: true,
  })
  receive(
    @Param('execution_id', new ResourceId('execution')) executionId: string,
    @Headers(EVENT_SIGNATURE_HEADER.toLowerCase()) signature: unknown,
    @Body() body: unknown,
  ): EngineEventReceiptResponse {
    const event = eventIn(executionId, body);
    if (typeof signature !== 'string' || !this.events.receive(event, signature)) {
      const detail = `The header ${EVENT_SIGNATURE_HEADER} is missing or is not this execution's.`;
      throw new DomainError('unauthenticated', 'engine.event_unauthenticated', detail, {
        challenge: EVENT_SIGNATURE_HEADER,
      });
    }
    return { accepted: true };
  }
}

/** Mistral's events of tasks name their workflow execution; those of executions have none above them to name. */
function eventIn(executionId: string, body: unknown): EngineEvent {
  const { name, state, workflow_execution_id: owner } = isJsonObject(body) ? body : {};
  if (
    typeof name !== 'string' ||
    typeof state !== 'string' ||
    name.length > LONGEST ||
    state.length > LONGEST
  ) {
    const detail = 'An event is an object with a name and a state.';
    throw new DomainError('invalid', 'engine.event_invalid', detail);
  }
  return { executionId, kind: typeof owner === 'string' ? 'task' : 'execution', name, state };
}
