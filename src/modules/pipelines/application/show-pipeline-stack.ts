import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Actors, type Principal } from '../../keystone-auth/index.js';
import { type Stack, StackProvider } from '../../stacks/index.js';
import { FindPipeline } from './find-pipeline.js';

@Injectable()
export class ShowPipelineStack {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly stacks: StackProvider,
    private readonly actors: Actors,
  ) {}

  /**
   * Asks the stack provider as the caller, or for one of another project as the pipeline's owner. Throws `not_found` (`pipeline.not_found`, `stack.not_found`) and `unavailable`
   * (`stacks.unavailable`).
   */
  async execute(principal: Principal, pipelineId: string): Promise<Stack> {
    const pipeline = await this.findPipeline.execute(principal, pipelineId);
    const { stackId } = pipeline;
    if (stackId !== null) return this.stacks.get(this.actors.of(pipeline, principal), stackId);
    throw new DomainError('not_found', 'stack.not_found', 'The pipeline has no stack any more.');
  }
}
