import { SolumError, SolumUnreachableError } from '../client/index.js';

/** What a script learns from how the command ended; part of the command line's contract (docs/use/command-line.md). */
export const EXIT = {
  ok: 0,
  /** The run that was watched did not succeed, or the document that was checked is not valid. */
  failed: 1,
  /** The command was not understood. */
  usage: 2,
  /** The service refused, or what was named is not there. */
  refused: 3,
  /** Nobody signed in, or whoever did may not do that. */
  auth: 4,
  /** The service, Keystone, or what they depend on does not answer: worth another try. */
  unreachable: 5,
  interrupted: 130,
} as const;

/** A failure of the command line's own, in words for its user. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

export const usageError = (message: string): CommandError => new CommandError(message, EXIT.usage);
export const notFound = (message: string): CommandError => new CommandError(message, EXIT.refused);
export const authError = (message: string): CommandError => new CommandError(message, EXIT.auth);

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof SolumUnreachableError) return EXIT.unreachable;
  if (!(error instanceof SolumError)) return EXIT.failed;
  if (error.status === 401 || error.status === 403) return EXIT.auth;
  return error.status === 429 || error.status >= 502 ? EXIT.unreachable : EXIT.refused;
}

/** The lines that tell of an error. */
export function explain(error: unknown): string[] {
  if (!(error instanceof SolumError)) return [error instanceof Error ? error.message : String(error)];
  const fields = error.errors
    .filter(({ detail }) => !error.message.includes(detail))
    .map(({ pointer, detail }) => `  ${pointer}: ${detail}`);
  const again = error.retryAfter === null ? [] : [`Try again in ${error.retryAfter} s.`];
  const request = error.status >= 500 && error.requestId ? [`Request id: ${error.requestId}`] : [];
  return [error.message, ...fields, ...again, ...request];
}
