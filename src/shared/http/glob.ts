import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';
import { isGlob } from '../domain/glob.js';

/** A glob as this service knows them; one with the signs of another kind is refused, for it would match nothing. */
export function IsGlob(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isGlob',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isGlob(value),
        defaultMessage: buildMessage(
          () =>
            'must be globs of 1 to 255 characters: *, ** and ?, with ! in front, and no [ ] { } ( ) or \\',
        ),
      },
    },
    options,
  );
}
