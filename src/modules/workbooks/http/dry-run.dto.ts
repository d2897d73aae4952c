import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNumber, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/domain/json.js';
import { validated } from '../../../shared/http/validation.js';
import type { ScriptedResult } from '../../workflow-engine/index.js';

const ANY_OBJECT = { required: false, type: Object, additionalProperties: true } as const;
const STATES = ['SUCCESS', 'ERROR', 'RUNNING'] as const;
const LONGEST_DELAY_SECONDS = 315_360_000;

class ScriptedResultBody {
  @ApiProperty({
    required: false,
    enum: STATES,
    description: 'SUCCESS where it is not said. RUNNING: it is handed over, and nobody ever completes it.',
  })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiProperty({ required: false, description: 'Any JSON value; {} where it is not said.' })
  @IsOptional()
  output?: JsonValue;

  @ApiProperty({ required: false, minimum: 0, description: 'Simulated seconds until it ends.' })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(LONGEST_DELAY_SECONDS)
  delay?: number;
}

/** What a dry run is given; all of it may be left out. */
export class DryRunRequest {
  @ApiProperty({
    required: false,
    description:
      'A document (YAML) that is tried instead of the workbook that is there; it must bear the name.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1_000_000)
  definition?: string;

  @ApiProperty({
    required: false,
    description: 'The workflow to run; absent: the one that a pipeline would run.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  workflow?: string;

  @ApiProperty({ ...ANY_OBJECT })
  @IsOptional()
  @IsObject()
  inputs?: JsonObject;

  @ApiProperty({
    ...ANY_OBJECT,
    description: 'What env() answers, beside solum.',
  })
  @IsOptional()
  @IsObject()
  environment?: JsonObject;

  @ApiProperty({
    ...ANY_OBJECT,
    description:
      'By task, else by action name: how it ends. {state?, output?, delay?}, or a list of them, one for each time it ' +
      'runs; the last one is for all others.',
    example: { unit_test: [{ state: 'ERROR' }, { output: { passed: true }, delay: 30 }] },
  })
  @IsOptional()
  @IsObject()
  script?: JsonObject;
}

/** Throws `invalid` (`dry_run.invalid`) naming what is wrong. */
export function scriptOf(script: JsonObject): Map<string, ScriptedResult[]> {
  return new Map(Object.entries(script).map(([name, results]) => [name, resultsOf(name, results)]));
}

function resultsOf(name: string, given: JsonValue): ScriptedResult[] {
  const results = Array.isArray(given) ? given : [given];
  if (results.length === 0) throw wrong(name, 'must hold at least one result');
  return results.map((result) => {
    if (!isJsonObject(result)) throw wrong(name, 'must be {state?, output?, delay?}, or a list of them');
    try {
      return { ...validated(ScriptedResultBody, result, 'dry_run.invalid') };
    } catch (error) {
      throw error instanceof DomainError ? wrong(name, error.message) : error;
    }
  });
}

function wrong(name: string, problem: string): DomainError {
  const pointer = `/script/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`.slice(0, 500);
  return DomainError.invalidField('dry_run.invalid', pointer, `script.${name.slice(0, 100)}: ${problem}`);
}
