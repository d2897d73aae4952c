import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { CONCURRENCY_POLICIES, type ConcurrencyPolicy } from '../../executions/index.js';
import { ConcurrencySettings } from '../domain/concurrency.js';

const GROUP = /^[a-zA-Z0-9-_.]{1,100}$/;
const MOST = 1000;

export class ConcurrencyRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    pattern: GROUP.source,
    example: 'deploys',
    description: 'Shared by all pipelines of the project that name it; absent or null: the pipeline’s own.',
  })
  @IsOptional()
  @Matches(GROUP, { message: 'must be 1 to 100 characters of a-z, A-Z, 0-9, -, _ and .' })
  group?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: MOST,
    description:
      'How many runs of the group may run while one of this pipeline does. The smallest limit of those that run counts. Absent or null: no limit of its own.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST)
  limit?: number | null;

  @ApiPropertyOptional({
    enum: CONCURRENCY_POLICIES,
    default: 'queue',
    description:
      'queue: one after the other, in order of creation. supersede: a newer run of the same ref also cancels the older ones that have not begun to deploy.',
  })
  @IsOptional()
  @IsIn(CONCURRENCY_POLICIES)
  policy?: ConcurrencyPolicy;
}

export class ConcurrencyResponse {
  @ApiProperty({ type: String, nullable: true, description: 'Null: the pipeline’s own.' })
  group!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  limit!: number | null;

  @ApiProperty({ enum: CONCURRENCY_POLICIES })
  policy!: ConcurrencyPolicy;
}

export function concurrencyFrom(request: ConcurrencyRequest | null | undefined): ConcurrencySettings | null {
  if (!request) return null;
  return {
    group: request.group ?? null,
    limit: request.limit ?? null,
    policy: request.policy ?? 'queue',
  };
}
