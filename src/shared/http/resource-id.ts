import { PipeTransform } from '@nestjs/common';
import { DomainError } from '../domain/domain-error.js';
import { isUuid } from '../domain/ids.js';

/** A path parameter that can only be one of our ids: anything else cannot exist, and is a 404 of that resource. */
export class ResourceId implements PipeTransform<string, string> {
  constructor(private readonly resource: string) {}

  transform(value: string): string {
    const id = value.toLowerCase();
    if (!isUuid(id)) throw notFound(this.resource, value);
    return id;
  }
}

export function notFound(resource: string, id: string): DomainError {
  return new DomainError(
    'not_found',
    `${resource}.not_found`,
    `There is no ${resource} ${id.slice(0, 100)} here.`,
  );
}
