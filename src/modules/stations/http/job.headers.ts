import { DomainError, FieldError } from '../../../shared/domain/domain-error.js';

/** The engine's ids: UUIDs in Mistral, and names of files here. */
const ENGINE_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * What Mistral's asynchronous HTTP action says of itself. `Mistral-Callback-URL` is among its headers and is not read:
 * a result goes to the configured engine only, never to an address out of a request. Throws `invalid`
 * (`station.headers_invalid`).
 */
export function callHeaders(headers: Headers): { taskId: string; actionExecutionId: string } {
  const errors: FieldError[] = [];
  const id = (name: string): string => {
    const value = headers[name];
    if (typeof value === 'string' && ENGINE_ID.test(value)) return value;
    errors.push({ pointer: `/headers/${name}`, detail: value === undefined ? 'is missing' : 'is no id' });
    return '';
  };
  const taskId = id('mistral-task-id');
  const actionExecutionId = id('mistral-action-execution-id');
  if (errors.length === 0) return { taskId, actionExecutionId };
  const detail = errors
    .map((error) => `${error.pointer.slice('/headers/'.length)} ${error.detail}`)
    .join('; ');
  const message = `Stations are called by std.mistral_http, which sends headers of its own: ${detail}.`;
  throw new DomainError('invalid', 'station.headers_invalid', message, { errors });
}
