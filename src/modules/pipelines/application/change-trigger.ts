import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { newTriggerSecret, PipelineTrigger, TriggerSettings } from '../domain/pipeline-trigger.js';
import { PipelineTriggers } from '../domain/pipeline-triggers.js';
import { ShowTrigger } from './show-trigger.js';

/** Changes of a pipeline's trigger by its users. */
@Injectable()
export class ChangeTrigger {
  constructor(
    private readonly showTrigger: ShowTrigger,
    private readonly triggers: PipelineTriggers,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Webhooks that come in later are judged by the new settings. */
  async settings(
    principal: Principal,
    pipelineId: string,
    settingsOf: (present: TriggerSettings) => TriggerSettings,
    check: (present: PipelineTrigger) => void = () => undefined,
  ): Promise<PipelineTrigger> {
    return this.change(principal, pipelineId, check, settingsOf);
  }

  /** A new secret, at once; the old one is believed beside it for the overlap, so that the git host can be told meanwhile. */
  async rotateSecret(
    principal: Principal,
    pipelineId: string,
    overlapSeconds: number,
  ): Promise<PipelineTrigger & { readonly secret: string }> {
    const secret = newTriggerSecret();
    const nothing = (): void => undefined;
    const rotated = await this.change(principal, pipelineId, nothing, (present) => {
      const overlaps = overlapSeconds > 0 && present.secret !== null;
      return {
        secret,
        secretMadeAt: this.clock.now(),
        previousSecret: overlaps ? present.secret : null,
        previousUntil: overlaps ? this.clock.after(overlapSeconds * 1000) : null,
      };
    });
    return { ...rotated, secret };
  }

  private async change(
    principal: Principal,
    pipelineId: string,
    check: (present: PipelineTrigger) => void,
    fieldsOf: (present: PipelineTrigger) => Partial<PipelineTrigger>,
  ): Promise<PipelineTrigger> {
    return this.unitOfWork.run(async () => {
      const present = await this.showTrigger.execute(principal, pipelineId);
      check(present);
      const fields = { ...fieldsOf(present), updatedAt: this.clock.now() };
      if (await this.triggers.change(present.id, present.version, fields))
        return { ...present, ...fields, version: present.version + 1 };
      throw new DomainError(
        'conflict',
        'trigger.changed',
        'The trigger was changed just now: read it again.',
      );
    });
  }
}
