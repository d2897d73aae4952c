import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { startService, TestService } from '../support/test-service.js';

describe('lists', () => {
  let service: TestService;
  const names: string[] = [];

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_MAX_PAGE_SIZE: '5' } });
    for (const name of ['delta', 'alpha', 'charlie', 'bravo', 'echo', 'foxtrot', 'golf']) {
      await service.api.createPlan({ name });
      names.push(name);
    }
  });

  afterAll(() => service.close());

  async function walk(path: string): Promise<string[]> {
    const found: string[] = [];
    for (let next: string | undefined = path; next;) {
      const answer: Response = await service.api.get(next).expect(200);
      found.push(...(answer.body as { name: string }[]).map(({ name }) => name));
      const link: string | undefined = /<([^>]+)>; rel="next"/.exec(answer.headers.link ?? '')?.[1];
      next = link && new URL(link).pathname + new URL(link).search;
    }
    return found;
  }

  it('hold the newest first, up to the configured most', async () => {
    const { body } = await service.api.get('/v1/plans').expect(200);
    expect(body.map(({ name }: { name: string }) => name)).toEqual([...names].reverse().slice(0, 5));
  });

  it.each(['name:asc', 'name:desc', 'created_at:asc', 'created_at:desc', 'updated_at', 'name'])(
    'sorted by %s have every item once, however small the pages',
    async (sort) => {
      const all = await walk(`/v1/plans?sort=${sort}&limit=2`);
      const [key, direction = 'asc'] = sort.split(':');
      const ascending = key === 'name' ? [...names].sort() : names;
      expect(all).toEqual(direction === 'asc' ? ascending : [...ascending].reverse());
    },
  );

  it('neither skip nor repeat an item when others are added meanwhile', async () => {
    const first = await service.api.get('/v1/plans?sort=name&limit=3').expect(200);
    await service.api.createPlan({ name: 'aaa' });
    const marker = first.body.at(-1).uuid as string;
    const second = await service.api.get(`/v1/plans?sort=name&limit=3&marker=${marker}`).expect(200);
    expect(second.body.map(({ name }: { name: string }) => name)).toEqual(['delta', 'echo', 'foxtrot']);
  });

  it('are filtered by field', async () => {
    const { body } = await service.api.get('/v1/plans?name=golf').expect(200);
    expect(body).toMatchObject([{ name: 'golf' }]);
    await service.api.get('/v1/plans?name=GOLF').expect(200, []);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=-1', '/limit'],
    ['limit=many', '/limit'],
    ['marker=shop', '/marker'],
    ['marker=00000000-0000-4000-8000-000000000000', '/marker'],
    ['sort=colour', '/sort'],
    ['sort=name:up', '/sort'],
    ['colour=red', '/colour'],
    ['name=a&name=b', '/name'],
  ])('asked for with %s are refused by name', async (query, pointer) => {
    const { body } = await service.api.get(`/v1/plans?${query}`).expect(400);
    expect(body).toMatchObject({ code: 'query.invalid', errors: [{ pointer }] });
  });
});
