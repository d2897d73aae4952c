import { Injectable } from '@nestjs/common';
import { ForeseePlacement, nameOfGroup } from '../../executions/index.js';
import { Delegations } from '../../keystone-auth/index.js';
import type { ForeseenRun } from '../../pipelines/index.js';
import { decided, type Decision } from '../domain/decision.js';

/** What a run meets before the engine gets it: the other runs, and whether the service can act for the owner. */
@Injectable()
export class DecideBeforehand {
  constructor(
    private readonly foreseePlacement: ForeseePlacement,
    private readonly delegations: Delegations,
  ) {}

  async execute(run: ForeseenRun): Promise<Decision[]> {
    return [...(await this.placement(run)), await this.delegation(run)];
  }

  private async placement(run: ForeseenRun): Promise<Decision[]> {
    const { supersedes, wait } = await this.foreseePlacement.execute(run);
    const slot = wait
      ? decided('concurrency', 'concurrency.slot', 'wait', `It ${wait.text}.`, wait.running)
      : decided('concurrency', 'concurrency.slot', 'pass', freeSlot(run));
    if (supersedes.length === 0) return [slot];
    const count = supersedes.length === 1 ? 'one older run' : `${supersedes.length} older runs`;
    const detail = `It ends ${count} of the same pipeline and ref.`;
    return [decided('concurrency', 'concurrency.supersede', 'pass', detail, supersedes), slot];
  }

  /** As it is known to be: trying it would write down what comes of that. */
  private async delegation({ delegationId }: ForeseenRun): Promise<Decision> {
    const found = await this.delegations.find(delegationId);
    const rule = 'delegation.status';
    if (found?.status === 'ok')
      return decided('delegation', rule, 'pass', `The service acts for ${found.trustor.name}.`);
    const detail = found?.reason ?? 'The pipeline has no delegation any more.';
    return decided('delegation', rule, 'refuse', detail);
  }
}

function freeSlot({ concurrency }: ForeseenRun): string {
  return concurrency
    ? `There is room for it in ${nameOfGroup(concurrency.group)}.`
    : 'It waits for no other runs.';
}
