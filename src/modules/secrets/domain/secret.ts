import { DomainError } from '../../../shared/domain/domain-error.js';

/** Whose secret it is. It goes with its owner. */
export interface SecretOwner {
  readonly kind: 'plan' | 'pipeline';
  readonly id: string;
}

/** What may be known of a secret: all but its value. */
export interface Secret {
  readonly id: string;
  readonly owner: SecretOwner;
  /** As an environment variable is named; once for each owner. */
  readonly name: string;
  /** Counts how often it was set. */
  readonly version: number;
  /** Who set the present value. */
  readonly setBy: string;
  readonly setByName: string;
  readonly createdAt: Date;
  /** When the present value was set. */
  readonly setAt: Date;
}

/** Who sets a value, and when. */
export type Setting = Pick<Secret, 'setBy' | 'setByName' | 'setAt'>;

export const MOST_SECRETS = 100;
export const MOST_VALUE_BYTES = 65_536;
/** In characters. A log would be blackened where a shorter one were masked in it. */
export const SHORTEST_VALUE = 4;

/** What is wrong with a value, in words that say nothing of it; undefined where nothing is. */
export function secretValueFault(value: string): string | undefined {
  if (value.length < SHORTEST_VALUE)
    return `must have ${SHORTEST_VALUE} characters at least: a shorter one cannot be masked in a log`;
  if (Buffer.byteLength(value) > MOST_VALUE_BYTES) return `must have ${MOST_VALUE_BYTES} bytes at most`;
  if (value.includes('\0')) return 'must not hold a NUL character, which no environment variable can';
  if (Buffer.from(value).toString() !== value) return 'must be well-formed Unicode';
  return undefined;
}

export function noSuchOwner({ kind, id }: SecretOwner): DomainError {
  return new DomainError('not_found', `${kind}.not_found`, `There is no ${kind} ${id} here.`);
}

export function noSuchSecret(name: string): DomainError {
  return new DomainError('not_found', 'secret.not_found', `There is no secret ${name} here.`);
}
