import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '../../../shared/domain/json.js';

export class StationResponse {
  @ApiProperty({ example: 'unit-test' })
  id!: string;

  @ApiProperty({ example: 'Runs a command in a fresh checkout of the source.' })
  description!: string;

  @ApiProperty({
    description: 'JSON Schema (draft 2020-12) of the body of a call.',
    type: 'object',
    additionalProperties: true,
  })
  input!: JsonObject;
}

export class AcceptedJobResponse {
  @ApiProperty({ format: 'uuid' })
  job_id!: string;

  @ApiProperty({ description: 'Where the task can be watched.', format: 'uri' })
  status_url!: string;
}
