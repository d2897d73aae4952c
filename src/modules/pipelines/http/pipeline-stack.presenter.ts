import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '../../../shared/domain/json.js';
import type { Stack } from '../../stacks/index.js';

/** The stack that a pipeline's runs deploy to, as its provider has it now. */
export class PipelineStackResponse {
  @ApiProperty({ description: 'As the provider knows it.' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Heat’s action and status in one word.', example: 'UPDATE_COMPLETE' })
  status!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is so, in the provider’s words.' })
  status_reason!: string | null;

  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    description: 'Where the application answers; null while nothing runs.',
  })
  url!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'All outputs of the stack, by name.',
  })
  outputs!: JsonObject;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time', description: 'When its state was last changed.' })
  updated_at!: string;
}

export function presentPipelineStack(stack: Stack): PipelineStackResponse {
  const { url } = stack.outputs;
  return {
    id: stack.id,
    name: stack.name,
    status: stack.status,
    status_reason: stack.statusReason,
    url: typeof url === 'string' ? url : null,
    outputs: stack.outputs,
    created_at: stack.createdAt.toISOString(),
    updated_at: stack.updatedAt.toISOString(),
  };
}
