import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { RunPipelineRequest } from '../../pipelines/index.js';
import type { PlanQuestion } from '../application/plan-run.js';

/** A run as somebody would start it, or a delivery as it would be judged again. */
export class PlanRunRequest extends RunPipelineRequest {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'A delivery of the pipeline, which says what is built; not with ref, commit or inputs.',
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'must be the id of a delivery' })
  delivery_id?: string;
}

/** Throws `invalid` (`run_plan.invalid`) where a delivery is given something that it says itself. */
export function questionOf({ ref, commit, inputs, delivery_id: deliveryId }: PlanRunRequest): PlanQuestion {
  const besides = Object.entries({ ref, commit, inputs }).filter(([, value]) => value != null);
  if (deliveryId != null && besides.length > 0) {
    const errors = besides.map(([name]) => ({
      pointer: `/${name}`,
      detail: 'must not be given with delivery_id, as the delivery says what is run',
    }));
    const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
    throw new DomainError('invalid', 'run_plan.invalid', `${detail}.`, { errors });
  }
  return {
    revision: { ref: ref ?? null, commit: commit ?? null },
    inputs: inputs ?? {},
    deliveryId: deliveryId?.toLowerCase(),
  };
}
