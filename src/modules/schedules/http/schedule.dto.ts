import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import {
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import type { JsonObject } from '../../../shared/domain/json.js';

/** What users write of a schedule. */
export class CreateScheduleRequest {
  @ApiProperty({
    maxLength: 100,
    description:
      'Minute, hour, day of month, month and day of week. Besides numbers, ranges, lists and steps: JAN-DEC, SUN-SAT, L for the last day or weekday of a month, MON#1 for its first Monday.',
    example: '30 2 * * MON-FRI',
  })
  @IsString()
  @Length(9, 100)
  cron!: string;

  @ApiPropertyOptional({
    maxLength: 64,
    default: 'UTC',
    description: 'Name of a time zone of the IANA database.',
    example: 'Europe/Lisbon',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  time_zone?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Branch or tag; absent or null: the default branch.',
    example: 'refs/heads/main',
  })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @Matches(/^(?!-)[\w./+@-]{1,255}$/, { message: 'must be the name of a branch or a tag' })
  ref?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Inputs of the workflow, by name; they override the plan’s.',
  })
  @IsOptional()
  @IsObject()
  inputs?: JsonObject;

  @ApiPropertyOptional({ default: true, description: 'False: it starts nothing.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

/** Fields that are not given stay as they are. */
export class UpdateScheduleRequest extends PartialType(CreateScheduleRequest) {}
