import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { Principal } from '../../keystone-auth/index.js';
import { type Stack, StackProvider } from '../../stacks/index.js';
import { FindPipeline } from './find-pipeline.js';

@Injectable()
export class ShowPipelineStack {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly stacks: StackProvider,
  ) {}

  /**
   * Asks the stack provider as the caller. Throws `not_found` (`pipeline.not_found`, `stack.not_found`) and `unavailable`
   * (`stacks.unavailable`).
   */
  async execute(principal: Principal, pipelineId: string): Promise<Stack> {
    const { stackId } = await this.findPipeline.execute(principal, pipelineId);
    if (stackId !== null) return this.stacks.get(principal, stackId);
    throw new DomainError('not_found', 'stack.not_found', 'The pipeline has no stack any more.');
  }
}
