/** The API's client, for Node and browsers: types generated from its document, on openapi-fetch. */
import type { components } from './api.js';

export {
  createSolumClient,
  dataOf,
  type SolumClient,
  type SolumClientOptions,
  streamOf,
} from './solum-client.js';
export { SolumError, SolumUnreachableError, type FieldError } from './solum-error.js';
export { itemsOf, nextMarker, type PageQuery } from './lists.js';
export { followEvents, type FollowOptions, type StreamedEvent } from './event-stream.js';
export type { operations, paths } from './api.js';

/** The bodies of the API, by name: `Schemas['Pipeline']`. */
export type Schemas = components['schemas'];
