import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';
import { FindPipeline } from './find-pipeline.js';
import { RemovePipeline } from './remove-pipeline.js';

@Injectable()
export class DeletePipeline {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly pipelines: Pipelines,
    private readonly removePipeline: RemovePipeline,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * From here on nothing starts it any more; its runs are cancelled and all it has is taken away. Where a dependency is
   * away (`unavailable`) it stays in `deleting`: the service goes on by itself, and the call may be repeated.
   */
  async execute(principal: Principal, id: string, check: (present: Pipeline) => void): Promise<void> {
    const pipeline = await this.unitOfWork.run(async () => {
      const present = await this.findPipeline.execute(principal, id);
      check(present);
      await this.pipelines.change(
        id,
        { status: ['ready'] },
        { status: 'deleting', updatedAt: this.clock.now() },
      );
      return present;
    });
    await this.removePipeline.execute(pipeline, principal);
  }
}
