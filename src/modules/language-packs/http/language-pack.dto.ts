import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  DEFAULT_WEIGHT,
  LONGEST_COMMAND,
  LONGEST_CONTAINS,
  LONGEST_FILE,
  MOST_RULES,
  MOST_WEIGHT,
} from '../domain/language-pack.js';
import { IsCommand, IsFilePattern, IsImageReference, IsPackName } from './language-pack.validators.js';

const NAME = /^[a-zA-Z0-9-_]{1,100}$/;

/** A file at the root of a source that says that it is for this pack. */
export class DetectRuleRequest {
  @ApiProperty({
    minLength: 1,
    maxLength: LONGEST_FILE,
    description: 'Name of a file at the root; one * in it stands for any characters.',
    example: 'package.json',
  })
  @IsFilePattern()
  file!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: LONGEST_CONTAINS,
    description:
      'Text that its first 64 KiB must hold, too; absent or null: that the file is there is enough.',
    example: '"next"',
  })
  @IsOptional()
  @IsString()
  @Length(1, LONGEST_CONTAINS)
  contains?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_WEIGHT,
    default: DEFAULT_WEIGHT,
    description: 'Of several packs that match, the heaviest is chosen; of those the first by name.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_WEIGHT)
  weight?: number;
}

const command = (description: string, example: string) =>
  ({ type: String, nullable: true, maxLength: LONGEST_COMMAND, description, example }) as const;

/** Shell commands for plans that name none of their own. */
export class PackCommandsRequest {
  @ApiPropertyOptional(command('In place of unittest_cmd.', 'npm test'))
  @IsOptional()
  @IsCommand()
  test?: string | null;

  @ApiPropertyOptional(command('In place of build_cmd.', 'npm run build'))
  @IsOptional()
  @IsCommand()
  build?: string | null;

  @ApiPropertyOptional(command('In place of run_cmd; serves HTTP on $PORT.', 'npm start'))
  @IsOptional()
  @IsCommand()
  run?: string | null;
}

/** What users write of a language pack. */
export class LanguagePackRequest {
  @ApiProperty({ pattern: NAME.source, description: 'Once in a project; it stays.', example: 'node' })
  @Matches(NAME, { message: 'must be 1 to 100 characters of a-z, A-Z, 0-9, - and _' })
  @IsPackName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 1000, example: 'Node.js with npm' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 255,
    description: 'The OCI image that the commands are made for. It is kept and shown; nothing is fetched.',
    example: 'docker.io/library/node:24',
  })
  @IsOptional()
  @IsImageReference()
  image?: string | null;

  @ApiPropertyOptional({
    type: [DetectRuleRequest],
    maxItems: MOST_RULES,
    description: 'One that matches is enough. Without any, "auto" never chooses the pack.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DetectRuleRequest)
  detect?: DetectRuleRequest[];

  @ApiPropertyOptional({ type: PackCommandsRequest })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PackCommandsRequest)
  commands?: PackCommandsRequest;

  /** Sent by python-solumclient beside every body; taken and ignored. */
  @ApiHideProperty()
  @IsOptional()
  @IsString()
  base_url?: string;
}
