import { Semaphore } from 'async-mutex';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { DryRunReport, DryRunRequest, DryRuns } from '../../domain/dry-run.js';
import { DEFAULT_RUN_LIMITS, OutOfPatience, RunLimits } from '../../domain/interpreter/index.js';
import { EngineThreads } from '../threads/engine-threads.js';
import { JobFailed } from '../threads/job-failed.js';
import { simulate } from './simulate.js';

const AT_ONCE = 2;
const PATIENCE_MS = 50;

/**
 * Dry runs in memory, by the interpreter of the embedded engine: in this thread, or all over again in another one where a
 * step would hold this one up.
 */
export class SimulatedDryRuns extends DryRuns {
  private readonly places = new Semaphore(AT_ONCE);
  private readonly threads = new EngineThreads();

  constructor(private readonly limits: RunLimits = DEFAULT_RUN_LIMITS) {
    super();
  }

  override async run(request: DryRunRequest): Promise<DryRunReport> {
    try {
      return await this.places.runExclusive(() =>
        simulate(request, { limits: this.limits, patience: PATIENCE_MS }),
      );
    } catch (error) {
      if (!(error instanceof OutOfPatience)) throw error;
      return this.elsewhere(request);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.threads.stop();
  }

  private async elsewhere(request: DryRunRequest): Promise<DryRunReport> {
    try {
      return await this.threads.run(request.projectId, { kind: 'dry_run', request, limits: this.limits });
    } catch (error) {
      if (!(error instanceof JobFailed)) throw error;
      throw new DomainError('invalid', 'engine.limit_exceeded', `The dry run was stopped: ${error.message}`);
    }
  }
}
