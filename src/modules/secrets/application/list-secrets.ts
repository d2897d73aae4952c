import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { Secret, SecretOwner } from '../domain/secret.js';
import { Secrets } from '../domain/secrets.js';
import { SecretOwners } from './secret-owners.js';

@Injectable()
export class ListSecrets {
  constructor(
    private readonly owners: SecretOwners,
    private readonly secrets: Secrets,
  ) {}

  async execute(principal: Principal, owner: SecretOwner): Promise<Secret[]> {
    await this.owners.require(principal, owner);
    return this.secrets.list(owner);
  }
}
