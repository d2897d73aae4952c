/** A webhook of a documented shape, and what a pipeline that takes everything makes of it. */
export interface WebhookCase {
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
  readonly expected: Expected;
}

/** `rule`: ignored by this rule. */
export type Expected =
  { readonly ref: string | null; readonly commit: string | null } | { readonly rule: string };

export const COMMIT = '5f2c1d7ab09e43f68c7d2b1a90e4f3c6d8b7a512';
export const EARLIER = '91b0c4de73a8f5621d0e9c7b4a3f2e1d0c9b8a76';
export const TAG_OBJECT = 'c3d4e5f60718293a4b5c6d7e8f9012345678abcd';
export const NONE = '0'.repeat(40);
export const REBUILD = '/rebuild';
