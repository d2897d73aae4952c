import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { DomainError } from '../../../shared/domain/domain-error.js';

type Query = Readonly<Record<string, unknown>>;

/** What a list of pipelines takes besides paging, sorting and filters. */
export interface PipelineListQuery {
  readonly nameContains: string | undefined;
  /** How many of each pipeline's last executions are wanted. */
  readonly recentExecutions: number | undefined;
  /** What is left of the query. */
  readonly query: Query;
}

const LONGEST_TEXT = 100;
const MOST_RECENT = 30;

export const ApiPipelineListQuery = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({
      name: 'name_contains',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: LONGEST_TEXT },
      description: 'Only pipelines with this in their name, in whatever case.',
    }),
    ApiQuery({
      name: 'recent_executions',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: MOST_RECENT },
      description: 'Shows so many of each pipeline’s last executions.',
    }),
  );

/** Throws `invalid` (`query.invalid`) for what is none. */
export function pipelineListQuery(query: Query): PipelineListQuery {
  const { name_contains: text, recent_executions: count, ...rest } = query;
  return { nameContains: textIn(text), recentExecutions: countIn(count), query: rest };
}

function textIn(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT) return value;
  throw refused('name_contains', `must be a text of 1 to ${LONGEST_TEXT} characters`);
}

function countIn(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const count = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= MOST_RECENT) return count;
  throw refused('recent_executions', `must be a whole number from 1 to ${MOST_RECENT}`);
}

function refused(name: string, detail: string): DomainError {
  return DomainError.invalidField('query.invalid', `/${name}`, `The query parameter ${name} ${detail}.`);
}
