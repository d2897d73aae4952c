import { buildMessage, ValidateBy } from 'class-validator';
import { isImageReference } from '../domain/image-reference.js';
import { isFilePattern, isFreeName, LONGEST_COMMAND } from '../domain/language-pack.js';

function isText(name: string, isRight: (text: string) => boolean, message: string): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && isRight(value);
  return ValidateBy({ name, validator: { validate, defaultMessage: buildMessage(() => message) } });
}

/** A name that a pack may have, as far as its characters, of which another rule speaks, do not say it. */
export function IsPackName(): PropertyDecorator {
  const isFree = (value: unknown) => typeof value !== 'string' || isFreeName(value);
  const message = 'must be neither "auto", which has a pack detected, nor like the id of a pack';
  return ValidateBy({
    name: 'isPackName',
    validator: { validate: isFree, defaultMessage: buildMessage(() => message) },
  });
}

/** The name of a file at a source's root, in which one `*` may be. */
export function IsFilePattern(): PropertyDecorator {
  return isText(
    'isFilePattern',
    isFilePattern,
    'must be the name of a file at the root, 100 characters at most, with one * at most and no /',
  );
}

export function IsImageReference(): PropertyDecorator {
  return isText(
    'isImageReference',
    isImageReference,
    'must be the reference of an image such as docker.io/library/node:24',
  );
}

/** A shell command. */
export function IsCommand(): PropertyDecorator {
  return isText(
    'isCommand',
    (text) => text.trim() !== '' && text.length <= LONGEST_COMMAND && !text.includes('\0'),
    `must be a shell command of ${LONGEST_COMMAND} characters at most, without a NUL character`,
  );
}
