import { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { DomainError } from '../shared/domain/domain-error.js';
import { Page, PageRequest } from '../shared/domain/paging.js';

export interface KeysetOptions<R extends ObjectLiteral> {
  readonly record: EntityTarget<R>;
  /** Equality conditions by property, besides the request's filters. */
  readonly where: Readonly<Record<string, unknown>>;
  /** Wire name of a sort key or filter -> property of the record. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * One page by keyset: it seeks behind the marker's sort value and id, so inserts never shift or repeat items and the
 * tenth page costs what the first one did. Sort columns must not be null.
 */
export async function keysetPage<R extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  request: PageRequest,
  options: KeysetOptions<R>,
): Promise<Page<R>> {
  const property = options.properties[request.sort.key] ?? request.sort.key;
  const operator = request.sort.direction === 'asc' ? '>' : '<';
  const order = request.sort.direction === 'asc' ? 'ASC' : 'DESC';
  const query = manager.createQueryBuilder(options.record, 'item').where(options.where);
  for (const [name, value] of Object.entries(request.filters)) {
    query.andWhere(`item.${options.properties[name] ?? name} = :filter_${name}`, { [`filter_${name}`]: value });
  }
  if (request.marker !== undefined) {
    const last = await manager.findOneBy(options.record, { ...options.where, id: request.marker } as never);
    if (!last) throw DomainError.invalidField('query.invalid', '/marker', 'The marker is not the id of an item here.');
    query.andWhere(
      `(item.${property} ${operator} :value OR (item.${property} = :value AND item.id ${operator} :marker))`,
      { value: last[property] as unknown, marker: request.marker },
    );
  }
  const found = await query
    .orderBy(`item.${property}`, order)
    .addOrderBy('item.id', order)
    .limit(request.limit + 1)
    .getMany();
  return { items: found.slice(0, request.limit), more: found.length > request.limit };
}
