import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { Execution } from '../domain/execution.js';
import { initiativeOf } from './action-log.js';
import { HoldExecution } from './hold-execution.js';

@Injectable()
export class PauseExecution {
  constructor(private readonly hold: HoldExecution) {}

  /**
   * No new task starts; jobs under way go on, and their results are kept. Pausing what is paused changes nothing. Throws
   * `conflict` (`execution.wrong_state`, `execution.ended`).
   */
  execute(principal: Principal, id: string, reason: string | undefined): Promise<Execution> {
    return this.hold.execute(principal, id, 'pause', initiativeOf(principal, reason));
  }
}
