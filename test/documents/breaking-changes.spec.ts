import { describe, expect, it } from '@jest/globals';
import { breakingChanges } from '../../scripts/breaking-changes.mjs';

const body = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});

const document = () => ({
  paths: {
    '/v1/things': {
      get: {
        operationId: 'listThings',
        parameters: [{ in: 'query', name: 'limit', required: false }],
        responses: { 200: {} },
      },
      post: { operationId: 'createThing', requestBody: body('ThingRequest'), responses: { 201: {} } },
    },
  } as Record<string, Record<string, unknown>>,
  components: {
    schemas: {
      ThingRequest: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, kind: { type: 'string', enum: ['a', 'b'] } },
      },
      Thing: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    } as Record<string, object>,
  },
});

type Document = ReturnType<typeof document>;

const changesOf = (change: (document: Document) => void): string[] => {
  const after = document();
  change(after);
  return breakingChanges(document(), after) as string[];
};

const thing = (over: object) => (after: Document) => {
  Object.assign(after.components.schemas.ThingRequest ?? {}, over);
};
const list = (over: object) => (after: Document) => {
  Object.assign(after.paths['/v1/things']?.get ?? {}, over);
};
const kind = { type: 'string', enum: ['a', 'b'] };
const name = { type: 'string' };

describe('a change of the API’s document', () => {
  it.each<[string, (after: Document) => void]>([
    ['GET /v1/things is gone', (after) => delete after.paths['/v1/things']?.get],
    ['GET /v1/things is no longer called listThings', list({ operationId: 'getThings' })],
    ['GET /v1/things no longer answers 200', list({ responses: { 202: {} } })],
    ['GET /v1/things needs a body now', list({ requestBody: { required: true } })],
    ['GET /v1/things no longer takes the query parameter limit', list({ parameters: [] })],
    [
      'GET /v1/things needs the query parameter limit now',
      list({ parameters: [{ in: 'query', name: 'limit', required: true }] }),
    ],
    ['the schema ThingRequest is gone', (after) => delete after.components.schemas.ThingRequest],
    ['ThingRequest.kind is gone', thing({ properties: { name } })],
    ['ThingRequest.kind is required now', thing({ required: ['name', 'kind'] })],
    ['ThingRequest.name may be missing now', thing({ required: [] })],
    [
      'ThingRequest.kind no longer has the value b',
      thing({ properties: { name, kind: { ...kind, enum: ['a'] } } }),
    ],
    ['ThingRequest.name is of another type', thing({ properties: { name: { type: 'integer' }, kind } })],
    [
      'ThingRequest.size is new and required',
      thing({ required: ['name', 'size'], properties: { name, kind, size: { type: 'integer' } } }),
    ],
  ])('is found to break clients where %s', (sentence, change) => {
    expect(changesOf(change)).toEqual([sentence]);
  });

  it('breaks nobody where it only adds what need not be used', () => {
    expect(changesOf(thing({ properties: { name, kind, size: { type: 'integer' } } }))).toEqual([]);
    expect(changesOf((after) => Object.assign(after.paths, { '/v1/more': {} }))).toEqual([]);
    const answersMore = (after: Document) =>
      Object.assign(after.components.schemas.Thing ?? {}, {
        required: ['name', 'size'],
        properties: { name, size: { type: 'integer' } },
      });
    expect(changesOf(answersMore)).toEqual([]);
  });
});
