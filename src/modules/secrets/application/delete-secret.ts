import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { noSuchSecret, SecretOwner } from '../domain/secret.js';
import { Secrets } from '../domain/secrets.js';
import { SecretOwners } from './secret-owners.js';

@Injectable()
export class DeleteSecret {
  constructor(
    private readonly owners: SecretOwners,
    private readonly secrets: Secrets,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws `not_found` (`secret.not_found`). Jobs under way keep the value that they began with. */
  async execute(principal: Principal, owner: SecretOwner, name: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.owners.require(principal, owner);
      if (!(await this.secrets.delete(owner, name))) throw noSuchSecret(name);
    });
  }
}
