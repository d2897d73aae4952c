import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { ExecutionRemains } from '../../executions/index.js';
import { Approvals } from '../domain/approvals.js';
import { JobLogs } from '../domain/job-logs.js';
import { ExecutionArtifacts } from '../domain/execution-artifacts.js';
import { Jobs } from '../domain/jobs.js';

const BATCH = 50;

/** The jobs of an execution go with it, their logs first. */
@Injectable()
export class RemoveJobs {
  constructor(
    remains: ExecutionRemains,
    jobs: Jobs,
    approvals: Approvals,
    logs: JobLogs,
    artifacts: ExecutionArtifacts,
    unitOfWork: UnitOfWork,
  ) {
    remains.addRemover(async (executionIds) => {
      for (const id of executionIds) await logs.remove(id);
      await unitOfWork.run(() => approvals.deleteOf(executionIds));
      for (let count = BATCH; count === BATCH;)
        count = await unitOfWork.run(() => jobs.deleteOf(executionIds, BATCH));
      for (let count = BATCH; count === BATCH;)
        count = await unitOfWork.run(() => artifacts.deleteOf(executionIds, BATCH));
    });
  }
}
