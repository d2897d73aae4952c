import { isJsonObject } from '../domain/json.js';

const LONGEST = 2000;

/**
 * What an error body says. Keystone and Heat: `{"error": {"message"}}`, Heat also `{"explanation"}`, Mistral (Pecan/WSME):
 * `{"faultstring"}`, keystonemiddleware: plain text or `{"error": {"message"}}`.
 */
export function explanationOf(data: unknown): string {
  return (textOf(data) ?? 'no explanation').trim().slice(0, LONGEST);
}

function textOf(data: unknown): string | undefined {
  if (typeof data === 'string') return data === '' ? undefined : data;
  if (!isJsonObject(data)) return undefined;
  const inner = isJsonObject(data.error) ? data.error.message : undefined;
  return [inner, data.faultstring, data.explanation, data.message].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
}
