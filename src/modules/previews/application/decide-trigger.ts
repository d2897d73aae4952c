import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { type Pipeline, pipelineDeleting, type SourceRevision } from '../../pipelines/index.js';
import { type Rejudged, RejudgeDelivery } from '../../triggers/index.js';
import { decided, decidedBy, type Decision } from '../domain/decision.js';

/** Whether a call for a run is heard: by the pipeline, and of a delivery by its trigger. */
@Injectable()
export class DecideTrigger {
  constructor(private readonly rejudge: RejudgeDelivery) {}

  pipeline({ status }: Pipeline): Decision {
    return status === 'ready'
      ? decided('pipeline', 'pipeline.ready', 'pass', 'The pipeline is complete.')
      : decidedBy(pipelineDeleting(), 'pipeline', 'pipeline.ready');
  }

  /** As judging it again would decide, by the trigger as it is set now. */
  async delivery(
    principal: Principal,
    pipelineId: string,
    id: string,
  ): Promise<{ decisions: Decision[]; revision: SourceRevision }> {
    const judged = await this.rejudge.execute(principal, pipelineId, id);
    const { ref, commit } = judged.judgement ?? judged.original;
    return { decisions: decisionsOf(judged), revision: { ref, commit } };
  }
}

function decisionsOf({ belief, payload, judgement }: Rejudged): Decision[] {
  const first = belief.passed ? [belief, payload] : [belief];
  return [
    ...first.map(({ rule, passed, detail }) => decided('trigger', rule, passed ? 'pass' : 'refuse', detail)),
    ...(judgement?.rules ?? []).map(({ rule, passed, detail }) =>
      decided('trigger', rule, passed ? 'pass' : 'skip', detail),
    ),
  ];
}
