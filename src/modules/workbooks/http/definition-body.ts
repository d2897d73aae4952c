import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { validated } from '../../../shared/http/validation.js';
import { YamlBody } from '../../../shared/http/yaml.js';

class DefinitionRequest {
  @IsString()
  @MaxLength(1_000_000)
  definition!: string;
}

/** A workbook's document: the YAML itself (as text/plain, which Mistral takes, or a YAML type), or JSON `{definition}`. */
export const DefinitionBody = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body instanceof YamlBody) return body.text;
  if (typeof body === 'string') return body;
  return validated(DefinitionRequest, body ?? {}, 'workbook.invalid').definition;
});
