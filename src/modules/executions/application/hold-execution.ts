import { Injectable } from '@nestjs/common';
import { type Actor, Actors, type Principal } from '../../keystone-auth/index.js';
import { type EngineExecution, WorkflowEngine } from '../../workflow-engine/index.js';
import { judgeControl } from '../domain/control.js';
import { ExecutionActions } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { ActionLog, Initiative } from './action-log.js';
import { FindControllable } from './find-controllable.js';
import { RecordState } from './record-state.js';

export type Hold = 'pause' | 'resume';

export function oppositeOf(hold: Hold): Hold {
  return hold === 'pause' ? 'resume' : 'pause';
}

/** Where one that was resumed may have come to before the engine has answered. */
const RAN_ON: ReadonlySet<string> = new Set(['SUCCESS', 'ERROR']);

/** What pausing and resuming have in common: the engine is asked, and what it answers is written. */
@Injectable()
export class HoldExecution {
  constructor(
    private readonly find: FindControllable,
    private readonly engine: WorkflowEngine,
    private readonly executions: Executions,
    private readonly actors: Actors,
    private readonly actions: ExecutionActions,
    private readonly log: ActionLog,
    private readonly record: RecordState,
  ) {}

  async execute(principal: Principal, id: string, hold: Hold, initiative: Initiative): Promise<Execution> {
    const execution = await this.find.execute(principal, id);
    const isSo = judgeControl(hold, execution.state) === 'nothing';
    if (isSo && !(await this.isOpposed(execution, hold))) return execution;
    const action = await this.log.begin(execution, { kind: hold }, initiative);
    await this.log.carryOut(action, () => this.carryOut(execution, hold, principal));
    return this.present(execution);
  }

  /** Throws `conflict` where it has ended meanwhile. */
  async carryOut(execution: Execution, hold: Hold, user?: Actor): Promise<void> {
    await this.record.accept(execution, await this.ask(execution, hold, user));
    const { state } = await this.present(execution);
    if (hold === 'pause' || !RAN_ON.has(state)) judgeControl(hold, state);
  }

  /** Somebody has begun the opposite, and it is not known whether it was done: what is asked last is to count. */
  private async isOpposed({ id, attempt }: Execution, hold: Hold): Promise<boolean> {
    const opposite = await this.actions.newest(id, oppositeOf(hold), attempt);
    return opposite?.outcome === 'pending';
  }

  private ask(execution: Execution, hold: Hold, user: Actor | undefined): Promise<EngineExecution> {
    const actor = this.actors.of(execution, user);
    return hold === 'pause'
      ? this.engine.pauseExecution(actor, execution.id)
      : this.engine.resumeExecution(actor, execution.id);
  }

  private async present(execution: Execution): Promise<Execution> {
    return (await this.executions.get(execution.id)) ?? execution;
  }
}
