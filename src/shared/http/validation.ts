import { ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync, ValidationError } from 'class-validator';
import { DomainError, FieldError } from '../domain/domain-error.js';
import { isJsonObject } from '../domain/json.js';

/**
 * Checks a decoded body or query against its DTO: unknown members are refused, every wrong member is named by its JSON
 * Pointer. `code` is the error's stable code, e.g. `plan.invalid`.
 */
export function validated<T extends object>(type: ClassConstructor<T>, value: unknown, code: string): T {
  if (!isJsonObject(value)) {
    throw DomainError.invalidField(code, '', 'The body must be an object with named members.');
  }
  const instance = plainToInstance(type, value, { enableImplicitConversion: false });
  const found = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  const errors = found.flatMap((error) => flatten(error, ''));
  if (errors.length === 0) return instance;
  const detail = errors.map(({ pointer, detail: text }) => `${pointer || '/'}: ${text}`).join('; ');
  throw new DomainError('invalid', code, detail.slice(0, 2000), { errors: errors.slice(0, 100) });
}

function flatten(error: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`.slice(0, 500);
  const own = Object.entries(error.constraints ?? {}).map(([rule, text]) => ({
    pointer,
    detail: rule === 'whitelistValidation' ? 'is not known here' : text,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, pointer))];
}
