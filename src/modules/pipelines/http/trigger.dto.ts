import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsGlob } from '../../../shared/http/glob.js';
import { DEFAULT_TRIGGER_SETTINGS, TriggerSettings } from '../domain/pipeline-trigger.js';
import { TRIGGER_EVENTS, TriggerEvent, TriggerFilters } from '../domain/trigger-filters.js';

const MOST_PATTERNS = 50;

function Globs(description: string, example: string[]): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: [String], maxItems: MOST_PATTERNS, description, example }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(MOST_PATTERNS),
    IsGlob({ each: true }),
  );
}

/** Which webhooks start the pipeline; an empty list lets everything through. Members that are not given stay. */
export class TriggerFiltersRequest {
  @Globs('Globs of branch names; `!` in front takes away.', ['main', 'release/**'])
  branches?: string[];

  @Globs('Globs of tag names; `!` in front takes away.', ['v*'])
  tags?: string[];

  @Globs('Globs of the files that a push touches; `!` in front takes away.', ['src/**', '!**/*.md'])
  paths?: string[];

  @ApiPropertyOptional({
    enum: TRIGGER_EVENTS,
    isArray: true,
    default: DEFAULT_TRIGGER_SETTINGS.filters.events,
  })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(TRIGGER_EVENTS, { each: true })
  events?: TriggerEvent[];

  @ApiPropertyOptional({
    default: DEFAULT_TRIGGER_SETTINGS.filters.skipCi,
    description: 'Whether `[skip ci]` in the head commit’s message is heeded.',
  })
  @IsOptional()
  @IsBoolean()
  skip_ci?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: 100,
    example: '/rebuild',
    description: 'A collaborator’s comment of this line builds again; null: comments start nothing.',
  })
  @ValidateIf((filters: TriggerFiltersRequest) => filters.rebuild_phrase != null)
  @IsString()
  @Length(1, 100)
  rebuild_phrase?: string | null;
}

/** What webhooks are believed. Members that are not given stay. */
export class TriggerSettingsRequest {
  @ApiPropertyOptional({
    enum: ['allowed', 'refused'],
    default: DEFAULT_TRIGGER_SETTINGS.unsigned,
    description: 'Whether a webhook without a signature is believed. One with a wrong signature never is.',
  })
  @IsOptional()
  @IsIn(['allowed', 'refused'])
  unsigned?: 'allowed' | 'refused';

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 60_000,
    default: DEFAULT_TRIGGER_SETTINGS.rateLimit,
    description: 'Most webhooks that are taken in a minute; more are answered 429.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60_000)
  rate_limit?: number;

  @ApiPropertyOptional({ type: TriggerFiltersRequest })
  @IsOptional()
  @ValidateNested()
  @Type(() => TriggerFiltersRequest)
  filters?: TriggerFiltersRequest;
}

export class RotateSecretRequest {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: 604_800,
    default: 3600,
    description: 'Seconds for which the old secret is believed beside the new one; 0: it ends at once.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(604_800)
  overlap?: number;
}

/** The settings that a request names, over those that are there. */
export function triggerSettingsFrom(
  request: TriggerSettingsRequest,
  present: TriggerSettings = DEFAULT_TRIGGER_SETTINGS,
): TriggerSettings {
  return {
    unsigned: request.unsigned ?? present.unsigned,
    rateLimit: request.rate_limit ?? present.rateLimit,
    filters: filtersFrom(request.filters ?? {}, present.filters),
  };
}

function filtersFrom(request: TriggerFiltersRequest, present: TriggerFilters): TriggerFilters {
  return {
    branches: request.branches ?? present.branches,
    tags: request.tags ?? present.tags,
    paths: request.paths ?? present.paths,
    events: request.events ?? present.events,
    skipCi: request.skip_ci ?? present.skipCi,
    rebuildPhrase: request.rebuild_phrase === undefined ? present.rebuildPhrase : request.rebuild_phrase,
  };
}
