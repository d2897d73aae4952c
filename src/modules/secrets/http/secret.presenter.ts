import { ApiProperty } from '@nestjs/swagger';
import { SECRET_NAME } from '../../../shared/domain/secret-name.js';
import { Secret } from '../domain/secret.js';

/** What may be known of a secret: neither its value nor how long that is. */
export class SecretResponse {
  @ApiProperty({ pattern: SECRET_NAME.source, example: 'NPM_TOKEN' })
  name!: string;

  @ApiProperty({ description: 'How often it was set.', example: 1 })
  version!: number;

  @ApiProperty({ description: 'Id of who set the present value.' })
  set_by!: string;

  @ApiProperty({ description: 'Their name then.' })
  set_by_name!: string;

  @ApiProperty({ format: 'date-time', description: 'When the present value was set.' })
  set_at!: string;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;
}

export function presentSecret(secret: Secret): SecretResponse {
  return {
    name: secret.name,
    version: secret.version,
    set_by: secret.setBy,
    set_by_name: secret.setByName,
    set_at: secret.setAt.toISOString(),
    created_at: secret.createdAt.toISOString(),
  };
}
