import { ApiProperty } from '@nestjs/swagger';
import { buildMessage, IsString, ValidateBy } from 'class-validator';
import { MOST_VALUE_BYTES, secretValueFault, SHORTEST_VALUE } from '../domain/secret.js';

/** A text that can be an environment variable; the message says nothing of it. */
function IsSecretValue(): PropertyDecorator {
  const faultOf = (value: unknown) => (typeof value === 'string' ? secretValueFault(value) : undefined);
  return ValidateBy({
    name: 'isSecretValue',
    validator: {
      validate: (value: unknown) => faultOf(value) === undefined,
      defaultMessage: buildMessage((_, context) => faultOf(context?.value) ?? ''),
    },
  });
}

export class SetSecretRequest {
  @ApiProperty({
    writeOnly: true,
    minLength: SHORTEST_VALUE,
    maxLength: MOST_VALUE_BYTES,
    description: 'Up to 64 KiB as UTF-8, without NUL. Never read back.',
    example: 'npm_51f0c1',
  })
  @IsString()
  @IsSecretValue()
  value!: string;
}
