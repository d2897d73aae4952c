import { createHash, randomBytes } from 'node:crypto';
import type { JsonValue } from '../../../../shared/domain/json.js';
import { validStackName } from '../../domain/stack-name.js';

const LONGEST_NAME = 255;
const OURS = 'solum';
const UPDATE = 'solum-update-';

/**
 * Two stacks of a project cannot have one name in Heat, but two pipelines may: the name ends with a digest of the request,
 * so that a repeated request meets its own stack.
 */
export function stackNameFor(name: string, requestId: string): string {
  const suffix = `-${digestOf(requestId, 12)}`;
  return `${validStackName(name).slice(0, LONGEST_NAME - suffix.length)}${suffix}`;
}

/** What marks a stack as made for this request. A tag of Heat's holds no comma. */
export function requestTag(requestId: string): string {
  return `${OURS}-${encodeURIComponent(requestId)}`;
}

export function tagsFor(requestId: string): string[] {
  return [OURS, requestTag(requestId)];
}

/** The start of every tag that an update to this has. */
export function updateTagPrefix(template: string, parameters: Readonly<Record<string, JsonValue>>): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${UPDATE}${digestOf(JSON.stringify([template, sorted]), 16)}-`;
}

/** Tells one attempt at an update from all others. */
export function newUpdateTag(prefix: string): string {
  return `${prefix}${randomBytes(4).toString('hex')}`;
}

export function isUpdateTag(tag: string): boolean {
  return tag.startsWith(UPDATE);
}

function digestOf(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
