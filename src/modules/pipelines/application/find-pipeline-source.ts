import { Injectable } from '@nestjs/common';
import { FindPlan } from '../../plans/index.js';
import { Pipelines } from '../domain/pipelines.js';

/** Where a pipeline's source is, for the service's own work. */
export interface PipelineSource {
  readonly pipelineName: string;
  /** As the plan's first artifact names it. */
  readonly href: string;
  /** For a private repository; never logged. */
  readonly token: string | null;
}

@Injectable()
export class FindPipelineSource {
  constructor(
    private readonly pipelines: Pipelines,
    private readonly findPlan: FindPlan,
  ) {}

  /** Undefined where the pipeline is not complete, or its plan has no artifact. */
  async execute(pipelineId: string): Promise<PipelineSource | undefined> {
    const pipeline = await this.pipelines.get(pipelineId);
    if (pipeline?.status !== 'ready') return undefined;
    const plan = await this.findPlan.ofProject(pipeline.projectId, pipeline.planId);
    const artifact = plan.document.artifacts[0];
    if (!artifact) return undefined;
    const token = plan.repoTokens[artifact.name] ?? null;
    return { pipelineName: pipeline.name, href: artifact.content.href, token };
  }
}
