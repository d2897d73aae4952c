import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Actors } from '../../keystone-auth/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';

const SWEEP_MS = 60_000;
/** Whoever looks at a failed run may have it go on. */
const AFTER_MS = 10 * 60_000;
const BATCH = 20;

/** Takes away, some time after its end, what the engine was given for one execution alone. */
@Injectable()
export class ReleaseDefinitions {
  private readonly logger = new Logger(ReleaseDefinitions.name);
  private readonly loop: WakeLoop;

  constructor(
    private readonly executions: Executions,
    private readonly engine: WorkflowEngine,
    private readonly actors: Actors,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.execute(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  async execute(): Promise<void> {
    for (const execution of await this.executions.withEngineCopy(this.clock.after(-AFTER_MS), BATCH))
      await this.release(execution);
  }

  /** What cannot be taken away while the engine is away is tried again; what is refused for good stays in the engine. */
  private async release(execution: Execution): Promise<void> {
    try {
      await this.engine.releaseDefinition(this.actors.of(execution), execution.id);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`The definition of execution ${execution.id} stays in the engine: ${error.message}`);
      if (error.kind === 'unavailable') return;
    }
    await this.unitOfWork.run(() => this.executions.engineCopyGone(execution));
  }
}
