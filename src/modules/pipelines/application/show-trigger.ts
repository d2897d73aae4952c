import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { PipelineTrigger } from '../domain/pipeline-trigger.js';
import { PipelineTriggers } from '../domain/pipeline-triggers.js';
import { FindPipeline } from './find-pipeline.js';

@Injectable()
export class ShowTrigger {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly triggers: PipelineTriggers,
  ) {}

  async execute(principal: Principal, pipelineId: string): Promise<PipelineTrigger> {
    const { triggerId } = await this.findPipeline.execute(principal, pipelineId);
    const trigger = await this.triggers.get(triggerId);
    if (!trigger) throw new Error(`The pipeline ${pipelineId} has lost its trigger.`);
    return trigger;
  }
}
