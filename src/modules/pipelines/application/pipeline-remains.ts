import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';

/** Takes away at most `limit` things of a pipeline, in the running unit of work; answers how many. */
type Remover = (pipelineId: string, limit: number) => Promise<number>;

const BATCH = 100;
/** What a user waits for; more is taken away after the answer. */
const AT_ONCE = 10;

/** What other modules have of a pipeline in numbers that no single transaction should take away. */
@Injectable()
export class PipelineRemains {
  private readonly removers: Remover[] = [];

  constructor(private readonly unitOfWork: UnitOfWork) {}

  addRemover(remover: Remover): void {
    this.removers.push(remover);
  }

  /** False where there is more left than a user should wait for. */
  async remove(pipelineId: string, isAwaited: boolean): Promise<boolean> {
    let steps = 0;
    for (const remover of this.removers)
      for (let count = BATCH; count === BATCH; steps += 1) {
        if (isAwaited && steps >= AT_ONCE) return false;
        count = await this.unitOfWork.run(() => remover(pipelineId, BATCH));
      }
    return true;
  }
}
