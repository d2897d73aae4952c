import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Makes the id of a new row: a UUID that begins with the time (RFC 9562, version 7), lower case. New rows lie beside each
 * other in the database, so that a write costs the same however many rows of the past there are.
 */
export function newId(): string {
  return v7();
}

/** Makes an id whose knowledge is a right: a random UUID (RFC 9562, version 4), lower case. */
export function newSecretId(): string {
  return randomUUID();
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
