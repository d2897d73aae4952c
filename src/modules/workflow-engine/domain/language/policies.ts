import { isJsonObject, JsonObject } from '../../../../shared/domain/json.js';
import {
  aBooleanOrExpression,
  aNonEmptyString,
  anExpression,
  anIntegerOrExpression,
  Found,
  noneOf,
  onlyKeys,
  optional,
  Place,
  requireKeys,
} from './checks.js';
import { parseCommand } from './short-syntax.js';

/** How often and how late a failed task runs again; a text is an expression. */
export interface Retry {
  readonly count: number | string;
  readonly delay: number | string;
  readonly breakOn: string | undefined;
  readonly continueOn: string | undefined;
}

/** What may be said of how a task runs; a text is an expression. */
export interface Policies {
  readonly pauseBefore?: boolean | string | undefined;
  readonly waitBefore?: number | string | undefined;
  readonly waitAfter?: number | string | undefined;
  readonly failOn?: boolean | string | undefined;
  readonly retry?: Retry | undefined;
  readonly timeout?: number | string | undefined;
  readonly concurrency?: number | string | undefined;
}

export const POLICY_KEYS = [
  'retry',
  'wait-before',
  'wait-after',
  'timeout',
  'pause-before',
  'concurrency',
  'fail-on',
] as const;

const RETRY_KEYS: ReadonlySet<string> = new Set(['count', 'delay', 'break-on', 'continue-on']);

export function parsePolicies(object: JsonObject, place: Place): Policies {
  return {
    retry: optional(object, 'retry', place, parseRetry),
    waitBefore: optional(object, 'wait-before', place, anIntegerOrExpression),
    waitAfter: optional(object, 'wait-after', place, anIntegerOrExpression),
    timeout: optional(object, 'timeout', place, anIntegerOrExpression),
    pauseBefore: optional(object, 'pause-before', place, aBooleanOrExpression),
    concurrency: optional(object, 'concurrency', place, anIntegerOrExpression),
    failOn: optional(object, 'fail-on', place, aBooleanOrExpression),
  };
}

/** `retry:` as a mapping, or in one line: `count=3 delay=5 break-on=<% … %>`. */
function parseRetry(value: Found, place: Place): Retry {
  if (typeof value === 'string') {
    // Its first word is a parameter already, not a name.
    return retryOf(parseCommand(`retry ${aNonEmptyString(value, place)}`).parameters, place);
  }
  return isJsonObject(value) ? retryOf(value, place) : noneOf(value, place);
}

function retryOf(object: JsonObject, place: Place): Retry {
  requireKeys(object, ['delay', 'count'], place);
  onlyKeys(object, RETRY_KEYS, place);
  return {
    count: anIntegerOrExpression(object.count, place.at('count')),
    delay: anIntegerOrExpression(object.delay, place.at('delay')),
    breakOn: optional(object, 'break-on', place, anExpression),
    continueOn: optional(object, 'continue-on', place, anExpression),
  };
}
