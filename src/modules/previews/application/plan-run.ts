import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../../shared/domain/json.js';
import type { ExecutionTrigger } from '../../executions/index.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FindPipeline, ForeseeRun, type Pipeline, type SourceRevision } from '../../pipelines/index.js';
import { type Decision, isAgainst } from '../domain/decision.js';
import type { RunPlan } from '../domain/run-plan.js';
import { AskEngine } from './ask-engine.js';
import { DecideBeforehand } from './decide-beforehand.js';
import { DecideTrigger } from './decide-trigger.js';

/** What is to be planned: a run that somebody starts, or what judging a delivery again would start. */
export interface PlanQuestion {
  readonly revision: SourceRevision;
  readonly inputs: JsonObject;
  /** Says the revision. */
  readonly deliveryId: string | undefined;
}

const NO_RUN = { workbook: undefined, workflow: undefined, inputs: undefined };

/**
 * Tells what a run would be, by the very rules that starting one goes by, each asked where it lives. Starts nothing and
 * writes nothing: what it tells is as of now, and something else may come in between.
 */
@Injectable()
export class PlanRun {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly decideTrigger: DecideTrigger,
    private readonly decideBeforehand: DecideBeforehand,
    private readonly foreseeRun: ForeseeRun,
    private readonly askEngine: AskEngine,
  ) {}

  /** Throws `not_found` (`pipeline.not_found`, `delivery.not_found`). What is away leaves a decision open, and is not thrown. */
  async execute(principal: Principal, pipelineId: string, question: PlanQuestion): Promise<RunPlan> {
    const pipeline = await this.findPipeline.execute(principal, pipelineId);
    const { trigger, decisions } = await this.called(principal, pipeline, question);
    if (decisions.some(isAgainst)) return { pipelineId, trigger, decisions, ...NO_RUN };
    const run = await this.foreseeRun.execute(pipeline, trigger, question.inputs);
    const declared = await this.askEngine.declared(principal, pipeline, question.inputs);
    const before = await this.decideBeforehand.execute(run);
    const told = await this.askEngine.execute(principal, run, !declared.some(isAgainst));
    return {
      ...told,
      pipelineId,
      trigger,
      decisions: [...decisions, ...declared, ...before, ...told.decisions],
    };
  }

  /** What calls for the run, and whether that is heard. */
  private async called(
    principal: Principal,
    pipeline: Pipeline,
    { revision, deliveryId }: PlanQuestion,
  ): Promise<{ trigger: ExecutionTrigger; decisions: Decision[] }> {
    const ready = this.decideTrigger.pipeline(pipeline);
    const actor = principal.userId;
    if (deliveryId === undefined)
      return { trigger: { kind: 'manual', actor, ...revision }, decisions: [ready] };
    if (isAgainst(ready))
      return { trigger: { kind: 'webhook', actor, ...revision, deliveryId }, decisions: [ready] };
    const judged = await this.decideTrigger.delivery(principal, pipeline.id, deliveryId);
    return {
      trigger: { kind: 'webhook', actor, ...judged.revision, deliveryId },
      decisions: [ready, ...judged.decisions],
    };
  }
}
