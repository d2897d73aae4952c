import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { Execution } from '../domain/execution.js';
import { initiativeOf } from './action-log.js';
import { HoldExecution } from './hold-execution.js';

@Injectable()
export class ResumeExecution {
  constructor(private readonly hold: HoldExecution) {}

  /** It goes on where it was paused. Resuming what runs changes nothing. Throws as `PauseExecution`. */
  execute(principal: Principal, id: string, reason: string | undefined): Promise<Execution> {
    return this.hold.execute(principal, id, 'resume', initiativeOf(principal, reason));
  }
}
