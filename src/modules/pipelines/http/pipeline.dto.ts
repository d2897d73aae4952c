import { ApiHideProperty, ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ConcurrencyRequest } from './concurrency.dto.js';
import { TriggerSettingsRequest } from './trigger.dto.js';

const LONGEST_SECONDS = 365 * 86_400;
const NAME = /^[a-zA-Z0-9-_]{1,100}$/;

/** What users write of a pipeline; everything else of it is read-only. */
export class CreatePipelineRequest {
  @ApiProperty({ pattern: NAME.source, example: 'shop' })
  @Matches(NAME, { message: 'must be 1 to 100 characters of a-z, A-Z, 0-9, - and _' })
  name!: string;

  @ApiProperty({
    description: 'The uri of one of the project’s plans.',
    example: 'http://127.0.0.1:9777/v1/plans/7b0b9a3c-6e0e-4b57-9c0e-3f0a2a7b9d11',
  })
  @IsString({ message: 'The plan was not given or could not be found' })
  @MaxLength(2000)
  plan_uri!: string;

  @ApiProperty({ description: 'A workbook of the project, or a built-in one.', example: 'test_build_deploy' })
  @IsString()
  @Length(1, 255)
  workbook_name!: string;

  @ApiPropertyOptional({ maxLength: 4000 })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  description?: string;

  @ApiPropertyOptional({ type: [String], maxItems: 50, example: ['web', 'team-a'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  tags?: string[];

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: LONGEST_SECONDS,
    description: 'Seconds that a run may take, pauses not counted; null: as the service is set.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_SECONDS)
  run_timeout?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: LONGEST_SECONDS,
    description:
      'Seconds that one task may take where the workbook gives it no longer timeout; null: as the service is set.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_SECONDS)
  task_timeout?: number | null;

  @ApiPropertyOptional({
    type: ConcurrencyRequest,
    nullable: true,
    description: 'Null: its runs wait for no others.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => ConcurrencyRequest)
  concurrency?: ConcurrencyRequest | null;

  @ApiPropertyOptional({ type: TriggerSettingsRequest })
  @IsOptional()
  @ValidateNested()
  @Type(() => TriggerSettingsRequest)
  trigger?: TriggerSettingsRequest;

  /** Sent by python-solumclient beside every body; taken and ignored. */
  @ApiHideProperty()
  @IsOptional()
  @IsString()
  base_url?: string;
}

/** Fields that are not given stay as they are. */
export class UpdatePipelineRequest extends PartialType(CreatePipelineRequest) {}
