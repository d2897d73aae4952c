import { applyDecorators, SetMetadata, Type } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiProperty,
  ApiQuery,
  ApiResponse,
  ApiSecurity,
  getSchemaPath,
} from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { AcceptsQuery } from './query.guard.js';
import { YAML_TYPES } from './yaml.js';

/** Metadata of a route: its operation's id. */
export const OPERATION = 'solum:operation';

/** Schema of a property that may hold any JSON value. */
export const ANY_JSON = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'object', additionalProperties: true },
    { type: 'array', items: {} },
    { type: 'null' },
  ],
};

/** Schema of a text that may be null. */
export const nullableText = (description: string) => ({ type: String, nullable: true, description }) as const;

/** One offending place in the request. */
export class FieldErrorSchema {
  @ApiProperty({
    description: 'JSON Pointer (RFC 6901) into the body, or /name of the query parameter.',
    example: '/artifacts/0/content/href',
  })
  pointer!: string;

  @ApiProperty({ example: 'must be a string' })
  detail!: string;
}

class OpenStackErrorSchema {
  @ApiProperty({ example: 404 })
  code!: number;

  @ApiProperty({ example: 'Not Found' })
  title!: string;

  @ApiProperty({ example: 'There is no pipeline 3f1c… here.' })
  message!: string;

  @ApiProperty()
  details!: string;
}

/** The one error body (RFC 9457, and what OpenStack's clients read). */
export class ProblemSchema {
  @ApiProperty({ example: 'urn:solum:error:pipeline.not_found' })
  type!: string;

  @ApiProperty({ example: 'Not Found' })
  title!: string;

  @ApiProperty({ example: 404 })
  status!: number;

  @ApiProperty({ example: 'There is no pipeline 3f1c… here.' })
  detail!: string;

  @ApiProperty({ description: 'Stable; for programs.', example: 'pipeline.not_found' })
  code!: string;

  @ApiProperty({
    description: 'Equal to the header X-Openstack-Request-Id.',
    example: 'req-8f14e45f-ceea-467f-a0e6-3b5a2c1d9e70',
  })
  request_id!: string;

  @ApiProperty({ type: [FieldErrorSchema] })
  errors!: FieldErrorSchema[];

  @ApiProperty()
  message!: string;

  @ApiProperty({ enum: ['Client', 'Server'] })
  faultcode!: string;

  @ApiProperty()
  faultstring!: string;

  @ApiProperty({ type: 'null', nullable: true })
  debuginfo!: null;

  @ApiProperty({ type: OpenStackErrorSchema })
  error!: OpenStackErrorSchema;
}

export interface OperationOptions {
  /** operationId, the method's name in generated clients. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly status: number;
  readonly type?: Type<unknown>;
  readonly isArray?: boolean;
  /** Media types of the success; JSON where none is named. Those of `text/…` are plain text, the others have `type`. */
  readonly produces?: readonly string[];
  /** Statuses of the error body besides 401, 403, 500 and 503. */
  readonly errors?: readonly number[];
  /** No token is asked for. */
  readonly public?: boolean;
}

/** An operation with its id, its success and all its error responses. */
export function ApiOperationOf(options: OperationOptions): MethodDecorator {
  const errors = new Set([400, ...(options.public ? [] : [401, 403]), ...(options.errors ?? []), 500, 503]);
  return applyDecorators(
    SetMetadata(OPERATION, options.id),
    ApiOperation({
      operationId: options.id,
      summary: options.summary,
      ...(options.public ? { security: [] } : {}),
      ...(options.description ? { description: options.description } : {}),
    }),
    success(options),
    ...[...errors]
      .sort()
      .map((status) => ApiResponse({ status, description: STATUS_CODES[status] ?? '', type: ProblemSchema })),
    ...(options.public ? [] : [ApiSecurity('keystone')]),
  );
}

function success({ status, type, isArray = false, produces }: OperationOptions): MethodDecorator {
  const response = { status, description: STATUS_CODES[status] ?? '' };
  if (!produces) return ApiResponse({ ...response, ...(type ? { type, isArray } : {}) });
  const text = { type: 'string' };
  const one = type ? { $ref: getSchemaPath(type) } : text;
  const schema = isArray ? { type: 'array', items: one } : one;
  const content = produces.map(
    (media) => [media, { schema: media.startsWith('text/') ? text : schema }] as const,
  );
  return applyDecorators(
    ...(type ? [ApiExtraModels(type)] : []),
    ApiResponse({ ...response, content: Object.fromEntries(content) }),
  );
}

export interface ListOperation {
  readonly id: string;
  readonly summary: string;
  readonly type: Type<unknown>;
  readonly sortKeys: readonly string[];
  readonly filters: readonly string[];
  readonly errors?: readonly number[];
}

/** A list with its paging, sorting and filter parameters. */
export function ApiList(options: ListOperation): MethodDecorator {
  const text = { required: false, type: String };
  return applyDecorators(
    AcceptsQuery(),
    ApiOperationOf({
      ...options,
      status: 200,
      isArray: true,
      description: 'A header Link with rel="next" leads to the next page, where there is one.',
      errors: [400, ...(options.errors ?? [])],
    }),
    ApiQuery({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1 },
      description: 'Most items of one page.',
    }),
    ApiQuery({
      name: 'marker',
      required: false,
      schema: { type: 'string', format: 'uuid' },
      description: 'Id of the last item of the page before.',
    }),
    ApiQuery({
      name: 'sort',
      ...text,
      description: `key:asc or key:desc; keys: ${options.sortKeys.join(', ')}.`,
      example: 'created_at:desc',
    }),
    ...options.filters.map((name) =>
      ApiQuery({ name, ...text, description: `Only items with this ${name}.` }),
    ),
  );
}

/** What answers in the form that it was asked in. */
export const JSON_OR_YAML = ['application/json', 'application/x-yaml'];

/** A body that may be JSON or YAML. */
export function ApiPlanBody(type: Type<unknown>): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(type),
    ApiConsumes('application/json', ...YAML_TYPES),
    ApiBody({ schema: { $ref: getSchemaPath(type) } }),
  );
}

export function ApiIfMatch(): MethodDecorator {
  return ApiHeader({ name: 'If-Match', required: false, description: 'The ETag the change is based on.' });
}

export function ApiIdempotencyKey(): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same request under the same key is done once; its repetitions answer what it made.',
  });
}
