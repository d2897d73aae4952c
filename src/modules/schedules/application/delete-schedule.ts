import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import type { Schedule } from '../domain/schedule.js';
import { Schedules } from '../domain/schedules.js';
import { PipelineSchedules } from './pipeline-schedules.js';

@Injectable()
export class DeleteSchedule {
  constructor(
    private readonly pipelineSchedules: PipelineSchedules,
    private readonly schedules: Schedules,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The runs that it started stay. */
  async execute(
    principal: Principal,
    pipelineId: string,
    id: string,
    check: (present: Schedule) => void,
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      check(await this.pipelineSchedules.one(principal, pipelineId, id));
      await this.schedules.delete(id);
    });
  }
}
