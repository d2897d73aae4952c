import { Injectable } from '@nestjs/common';
import { HeldExecutions } from '../../executions/index.js';
import { Schedules } from '../domain/schedules.js';

/** A schedule keeps the last execution that it started. */
@Injectable()
export class HoldLastRuns {
  constructor(schedules: Schedules, held: HeldExecutions) {
    held.addHolder((pipelineId) => schedules.lastExecutionsOf(pipelineId));
  }
}
