import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { MOST_SECRETS, Secret, SecretOwner, Setting } from '../domain/secret.js';
import { Secrets } from '../domain/secrets.js';
import { SecretOwners } from './secret-owners.js';

@Injectable()
export class SetSecret {
  constructor(
    private readonly owners: SecretOwners,
    private readonly secrets: Secrets,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the secret where it is a new one, undefined where it has another value now. Throws `conflict`
   * (`secret.too_many`; `secret.changed` where somebody else set or deleted it at the same time).
   */
  async execute(
    principal: Principal,
    owner: SecretOwner,
    name: string,
    value: string,
  ): Promise<Secret | undefined> {
    const setting = { setBy: principal.userId, setByName: principal.userName, setAt: this.clock.now() };
    return this.unitOfWork.run(async () => {
      await this.owners.require(principal, owner);
      const present = await this.secrets.find(owner, name);
      if (!present) return this.add(owner, name, value, setting);
      if (!(await this.secrets.replace(present.id, value, setting))) throw changed(name);
      return undefined;
    });
  }

  private async add(owner: SecretOwner, name: string, value: string, setting: Setting): Promise<Secret> {
    if ((await this.secrets.list(owner)).length >= MOST_SECRETS) {
      const message = `A ${owner.kind} may have ${MOST_SECRETS} secrets: delete one that is needed no more.`;
      throw new DomainError('conflict', 'secret.too_many', message);
    }
    const secret = { ...setting, id: newId(), owner, name, version: 1, createdAt: setting.setAt };
    if (!(await this.secrets.insert(secret, value))) throw changed(name);
    return secret;
  }
}

function changed(name: string): DomainError {
  const message = `Somebody else set or deleted ${name} just now: try again.`;
  return new DomainError('conflict', 'secret.changed', message);
}
