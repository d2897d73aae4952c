import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyRequest } from 'fastify';
import { validated } from './validation.js';
import { parseYaml, YamlBody } from './yaml.js';

interface BodyOptions<T extends object> {
  readonly type: ClassConstructor<T>;
  readonly code: string;
}

/** The request body, decoded and checked against its DTO: `@ValidBody({ type: CreateX, code: 'x.invalid' })`. */
export const ValidBody = createParamDecorator(
  <T extends object>({ type, code }: BodyOptions<T>, context: ExecutionContext): T =>
    validated(type, decodedBody(context.switchToHttp().getRequest<FastifyRequest>().body), code),
);

/** What the body says, whether it came as JSON or as YAML; `{}` where there is none. */
export function decodedBody(body: unknown): unknown {
  return body instanceof YamlBody ? parseYaml(body.text) : (body ?? {});
}
