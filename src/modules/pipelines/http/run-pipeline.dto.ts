import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional, Matches } from 'class-validator';
import type { JsonObject } from '../../../shared/domain/json.js';

/** What a run is to build, and with which inputs. */
export class RunPipelineRequest {
  @ApiPropertyOptional({
    description: 'Branch or tag; absent: the default branch.',
    example: 'refs/heads/main',
  })
  @IsOptional()
  @Matches(/^(?!-)[\w./+@-]{1,255}$/, { message: 'must be the name of a branch or a tag' })
  ref?: string;

  @ApiPropertyOptional({ description: 'Full hash; absent: the head of the ref.' })
  @IsOptional()
  @Matches(/^([0-9a-f]{40}|[0-9a-f]{64})$/, { message: 'must be a full commit hash in lower case' })
  commit?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Inputs of the workflow, by name; they override the plan’s.',
  })
  @IsOptional()
  @IsObject()
  inputs?: JsonObject;
}
