import { ApiProperty } from '@nestjs/swagger';
import { DomainError, type FieldError } from '../../../shared/domain/domain-error.js';
import { positionInYaml, type TextPosition } from '../../../shared/domain/yaml-position.js';
import { decodedBody } from '../../../shared/http/body.js';
import { FieldErrorSchema } from '../../../shared/http/openapi.js';
import { validated } from '../../../shared/http/validation.js';
import { YamlBody, yamlErrorPosition } from '../../../shared/http/yaml.js';
import { PlanRequest } from './plan.dto.js';

class PlanMistakeResponse extends FieldErrorSchema {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'The line where the field is, or the nearest part above it; null for JSON.',
  })
  line!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, description: 'The column of that line.' })
  column!: number | null;
}

/** What POST /v1/plans would say of a plan. */
export class PlanVerdictResponse {
  @ApiProperty()
  valid!: boolean;

  @ApiProperty({
    type: [PlanMistakeResponse],
    description: 'In the order of the fields; none where it is valid.',
  })
  errors!: PlanMistakeResponse[];
}

/** Checks a plan as it came, JSON or YAML, as POST /v1/plans does; `check` is what it asks besides the form. */
export async function presentPlanVerdict(
  body: unknown,
  check: (plan: PlanRequest) => Promise<unknown>,
): Promise<PlanVerdictResponse> {
  try {
    await check(validated(PlanRequest, decodedBody(body), 'plan.invalid'));
    return { valid: true, errors: [] };
  } catch (error) {
    if (!(error instanceof DomainError && error.kind === 'invalid')) throw error;
    return { valid: false, errors: mistakesOf(error, body instanceof YamlBody ? body.text : undefined) };
  }
}

function mistakesOf(error: DomainError, text: string | undefined): PlanMistakeResponse[] {
  if (error.errors.length === 0)
    return [mistake({ pointer: '', detail: error.message }, yamlErrorPosition(error))];
  return error.errors.map((found) =>
    mistake(found, text === undefined ? undefined : positionInYaml(text, keysOf(found.pointer))),
  );
}

function mistake({ pointer, detail }: FieldError, position: TextPosition | undefined): PlanMistakeResponse {
  return { pointer, detail, line: position?.line ?? null, column: position?.column ?? null };
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
