import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { type JsonObject } from '../../../shared/domain/json.js';
import { MOST_SECRETS_OF_A_JOB } from '../../../shared/domain/secret-name.js';
import { type Ports } from '../domain/plan.js';
import { IsPorts, IsSecretName, IsSourceHref } from './plan.validators.js';

export const NAME = /^[a-zA-Z0-9-_]{1,100}$/;
export const NAME_RULE = 'must be 1 to 100 characters of a-z, A-Z, 0-9, - and _';

class PlanArtifactContent {
  @ApiProperty({
    description: 'Repository to clone: https, ssh or git (git@host:path too).',
    example: 'https://git.example.org/shop.git',
  })
  @IsString()
  @Length(1, 2000)
  @IsSourceHref()
  href!: string;

  @ApiPropertyOptional({ description: 'Whether cloning needs the repo_token.' })
  @IsOptional()
  @IsBoolean()
  private?: boolean;
}

/** One thing that is tested, built and run. */
export class PlanArtifact {
  @ApiProperty({ pattern: NAME.source, example: 'shop' })
  @Matches(NAME, { message: NAME_RULE })
  name!: string;

  @ApiPropertyOptional({ description: 'Kept from the original service, e.g. "heroku".' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  artifact_type?: string;

  @ApiProperty({ type: PlanArtifactContent })
  @IsObject()
  @ValidateNested()
  @Type(() => PlanArtifactContent)
  content!: PlanArtifactContent;

  @ApiPropertyOptional({
    maxLength: 100,
    description:
      'Name of a language pack, whose commands take the place of those that are not given here; "auto" detects it.',
    example: 'auto',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  language_pack?: string;

  @ApiPropertyOptional({
    description: 'Port, list of ports, or map of names to ports.',
    oneOf: [
      { type: 'integer', minimum: 1, maximum: 65535 },
      { type: 'array', items: { type: 'integer' } },
      { type: 'object', additionalProperties: { type: 'integer' } },
    ],
    example: 8080,
  })
  @IsOptional()
  @IsPorts()
  ports?: Ports;

  @ApiPropertyOptional({
    description: 'Shell command that tests the source; exit code 0 passes.',
    example: 'npm test',
  })
  @IsOptional()
  @IsString()
  @Length(1, 10_000)
  unittest_cmd?: string;

  @ApiPropertyOptional({
    description: 'Shell command that builds the source in place.',
    example: 'npm run build',
  })
  @IsOptional()
  @IsString()
  @Length(1, 10_000)
  build_cmd?: string;

  @ApiPropertyOptional({ description: 'Shell command that serves HTTP on $PORT.', example: 'node server.js' })
  @IsOptional()
  @IsString()
  @Length(1, 10_000)
  run_cmd?: string;

  @ApiPropertyOptional({
    description: 'Shell command that tests what was deployed at $APP_URL.',
    example: 'curl -fsS "$APP_URL"',
  })
  @IsOptional()
  @IsString()
  @Length(1, 10_000)
  functionaltest_cmd?: string;

  @ApiPropertyOptional({
    enum: ['auto', 'slug', 'oci'],
    description: 'auto: OCI where there is a Containerfile, else a slug.',
  })
  @IsOptional()
  @IsIn(['auto', 'slug', 'oci'])
  image_format?: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: MOST_SECRETS_OF_A_JOB,
    description:
      'Names of secrets (of the plan or the pipeline) that the commands of the tests and of the build get as environment variables.',
    example: ['NPM_TOKEN'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_SECRETS_OF_A_JOB)
  @ArrayUnique()
  @IsSecretName({ each: true })
  secrets?: string[];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    writeOnly: true,
    description: 'Token for a private repository. Never read back; null removes it.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  repo_token?: string | null;

  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true } })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  requirements?: JsonObject[];
}

/** A plan file, version 1. */
export class PlanRequest {
  @ApiProperty({ enum: [1], description: 'Version of the plan format.' })
  @IsIn([1, '1'], { message: 'must be 1' })
  version!: 1;

  @ApiProperty({ pattern: NAME.source, example: 'shop' })
  @Matches(NAME, { message: NAME_RULE })
  name!: string;

  @ApiPropertyOptional({ example: 'The web shop' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ type: [PlanArtifact] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PlanArtifact)
  artifacts?: PlanArtifact[];

  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true } })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  services?: JsonObject[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Handed to the stack and the workbook.',
  })
  @IsOptional()
  @IsObject()
  parameters?: JsonObject;

  /** Sent by python-solumclient beside every body; taken and ignored. */
  @ApiHideProperty()
  @IsOptional()
  @IsString()
  base_url?: string;
}
