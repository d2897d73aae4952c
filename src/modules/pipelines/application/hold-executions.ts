import { Injectable } from '@nestjs/common';
import { HeldExecutions } from '../../executions/index.js';
import { Pipelines } from '../domain/pipelines.js';

/** A pipeline keeps its last execution while it is there. */
@Injectable()
export class HoldExecutions {
  constructor(pipelines: Pipelines, held: HeldExecutions) {
    held.addHolder(async (pipelineId) => {
      const pipeline = await pipelines.get(pipelineId);
      if (!pipeline) return null;
      return pipeline.lastExecutionId === null ? [] : [pipeline.lastExecutionId];
    });
  }
}
