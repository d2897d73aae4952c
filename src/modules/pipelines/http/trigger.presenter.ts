import { ApiProperty } from '@nestjs/swagger';
import { PipelineTrigger } from '../domain/pipeline-trigger.js';
import { TRIGGER_EVENTS, TriggerEvent, TriggerFilters } from '../domain/trigger-filters.js';

class TriggerFiltersResponse {
  @ApiProperty({ type: [String] })
  branches!: readonly string[];

  @ApiProperty({ type: [String] })
  tags!: readonly string[];

  @ApiProperty({ type: [String] })
  paths!: readonly string[];

  @ApiProperty({ enum: TRIGGER_EVENTS, isArray: true })
  events!: readonly TriggerEvent[];

  @ApiProperty()
  skip_ci!: boolean;

  @ApiProperty({ type: String, nullable: true })
  rebuild_phrase!: string | null;
}

/** What is believed at a pipeline's trigger, and what starts a run. The secret itself is never shown again. */
export class PipelineTriggerResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ format: 'uuid' })
  pipeline_id!: string;

  @ApiProperty({ format: 'uri', description: 'Where the git host posts to.' })
  trigger_uri!: string;

  @ApiProperty({ enum: ['allowed', 'refused'] })
  unsigned!: string;

  @ApiProperty({ description: 'Webhooks in a minute.' })
  rate_limit!: number;

  @ApiProperty({ type: TriggerFiltersResponse })
  filters!: TriggerFiltersResponse;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the secret was made; null: the pipeline has none yet.',
  })
  secret_made_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when the secret before it is believed too; null: it is not.',
  })
  previous_secret_until!: string | null;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

export class RotatedSecretResponse extends PipelineTriggerResponse {
  @ApiProperty({ description: 'The new secret; it is shown here only.' })
  trigger_secret!: string;
}

export function presentTrigger(
  trigger: PipelineTrigger,
  publicUrl: string,
  now: Date,
): PipelineTriggerResponse {
  const { id, pipelineId, previousUntil } = trigger;
  return {
    uri: `${publicUrl}/v1/pipelines/${pipelineId}/trigger`,
    pipeline_id: pipelineId,
    trigger_uri: `${publicUrl}/v1/triggers/${id}`,
    unsigned: trigger.unsigned,
    rate_limit: trigger.rateLimit,
    filters: presentFilters(trigger.filters),
    secret_made_at: trigger.secretMadeAt?.toISOString() ?? null,
    previous_secret_until: previousUntil && previousUntil > now ? previousUntil.toISOString() : null,
    updated_at: trigger.updatedAt.toISOString(),
  };
}

function presentFilters({ skipCi, rebuildPhrase, ...lists }: TriggerFilters): TriggerFiltersResponse {
  return { ...lists, skip_ci: skipCi, rebuild_phrase: rebuildPhrase };
}
