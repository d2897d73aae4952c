import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';
import { isJsonObject } from '../../../shared/domain/json.js';
import { secretNameFault } from '../../../shared/domain/secret-name.js';

const MOST_PORTS = 100;

/** A port, a list of ports, or a map of names to ports. */
export function IsPorts(): PropertyDecorator {
  return ValidateBy({
    name: 'isPorts',
    validator: {
      validate: isPorts,
      defaultMessage: buildMessage(
        () => 'must be a port (1 to 65535), a list of ports, or a map of names to ports',
      ),
    },
  });
}

function isPorts(value: unknown): boolean {
  if (isPort(value)) return true;
  const many = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : undefined;
  return many !== undefined && many.length <= MOST_PORTS && many.every(isPort);
}

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535;
}

const URL_FORM = /^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i;
const SCP_FORM = /^[a-zA-Z0-9._-]+@[a-zA-Z0-9.-]+:(?!:)[^\s:][^\s]*$/;

/**
 * A repository's address that git cannot take for an option or for a transport helper (`ext::…`). Which protocols are
 * open is the deployment's choice, checked where the source is cloned.
 */
export function IsSourceHref(): PropertyDecorator {
  return ValidateBy({
    name: 'isSourceHref',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && (URL_FORM.test(value) || SCP_FORM.test(value)),
      defaultMessage: buildMessage(
        () => 'must be a repository address such as https://host/path.git or git@host:path.git',
      ),
    },
  });
}

/** A name that a secret may have. */
export function IsSecretName(options: ValidationOptions): PropertyDecorator {
  const isName = (value: unknown) => typeof value === 'string' && secretNameFault(value) === undefined;
  return ValidateBy(
    {
      name: 'isSecretName',
      validator: {
        validate: isName,
        defaultMessage: buildMessage(
          () => 'must be names of secrets: A-Z, 0-9 and _, 64 at most, and none that commands have already',
        ),
      },
    },
    options,
  );
}
