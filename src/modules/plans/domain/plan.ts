import type { JsonObject } from '../../../shared/domain/json.js';

/** One container port, several, or named ones, as the original's plans have them. */
export type Ports = number | number[] | Record<string, number>;

export interface PlanArtifact {
  readonly name: string;
  readonly artifact_type?: string;
  readonly content: { readonly href: string; readonly private?: boolean };
  readonly language_pack?: string;
  readonly ports?: Ports;
  readonly unittest_cmd?: string;
  readonly build_cmd?: string;
  readonly run_cmd?: string;
  readonly functionaltest_cmd?: string;
  readonly image_format?: string;
  /** Names of the secrets that its commands get. */
  readonly secrets?: readonly string[];
  readonly requirements?: readonly JsonObject[];
}

/** A plan file, version 1, without its secrets. */
export interface PlanDocument {
  readonly version: 1;
  readonly name: string;
  readonly description?: string;
  readonly artifacts: readonly PlanArtifact[];
  readonly services: readonly JsonObject[];
  readonly parameters: JsonObject;
}

/** Artifact name -> token for its private repository. Written, never read back over the API. */
export type RepoTokens = Readonly<Record<string, string>>;

/** Where the source is, and how to test, build and run it. */
export interface Plan {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly document: PlanDocument;
  readonly repoTokens: RepoTokens;
  /** Of the request that made it, where that bore an Idempotency-Key. */
  readonly requestDigest: string | null;
  /** Counts changes; the ETag is made from it. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a user hands in: `null` as a token removes the one that is kept, an absent one keeps it. */
export interface PlanDraft {
  readonly document: PlanDocument;
  readonly repoTokens: Readonly<Record<string, string | null>>;
}

/** The tokens after a change: those of artifacts that are gone go with them. */
export function mergeTokens(
  document: PlanDocument,
  kept: RepoTokens,
  given: PlanDraft['repoTokens'],
): RepoTokens {
  const tokens: Record<string, string> = {};
  for (const { name } of document.artifacts) {
    const token = Object.hasOwn(given, name) ? given[name] : kept[name];
    if (token) tokens[name] = token;
  }
  return tokens;
}
