import { PipeTransform } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { secretNameFault } from '../../../shared/domain/secret-name.js';

/** A path parameter that names a secret. Throws `invalid` (`secret.name_invalid`). */
export class SecretName implements PipeTransform<string, string> {
  transform(name: string): string {
    const fault = secretNameFault(name);
    if (fault === undefined) return name;
    throw DomainError.invalidField('secret.name_invalid', '/name', `The name of a secret: ${fault}.`);
  }
}
