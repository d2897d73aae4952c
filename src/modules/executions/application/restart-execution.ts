import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { RequestIdentity } from '../../../shared/domain/idempotency.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { PinnedWorkbooks } from '../../workbooks/index.js';
import { judgeControl } from '../domain/control.js';
import { Execution } from '../domain/execution.js';
import { pinnedInputs } from '../domain/pinned-inputs.js';
import { ActionLog, Initiative, initiativeOf } from './action-log.js';
import { FindControllable } from './find-controllable.js';
import { Reruns } from './reruns.js';
import { StartExecution } from './start-execution.js';

/** Runs an execution again from the start, as a new one. */
@Injectable()
export class RestartExecution {
  constructor(
    private readonly find: FindControllable,
    private readonly pinned: PinnedWorkbooks,
    private readonly startExecution: StartExecution,
    private readonly reruns: Reruns,
    private readonly log: ActionLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * The new execution has the definition (by its digest), the inputs and the commit of the old one, whatever has changed
   * since. Throws `conflict` while the old one has not ended (`execution.wrong_state`), where its definition was not kept
   * (`execution.definition_unknown`), or its pipeline is being deleted.
   */
  async execute(
    principal: Principal,
    id: string,
    reason: string | undefined,
    identity: RequestIdentity,
  ): Promise<Execution> {
    const old = await this.find.execute(principal, id);
    judgeControl('restart', old.state);
    await this.checkDefinition(old.workbookDigest);
    const initiative = initiativeOf(principal, reason);
    return this.unitOfWork.run(() => this.restart(old, initiative, principal.userId, identity));
  }

  private async restart(
    old: Execution,
    initiative: Initiative,
    actor: string,
    identity: RequestIdentity,
  ): Promise<Execution> {
    const { projectId, pipelineId, delegationId, workbookName, runTimeout, taskTimeout, concurrency } = old;
    const commit = old.trigger.commit ?? old.resolvedCommit;
    const { execution, started } = await this.startExecution.execute({
      ...{
        projectId,
        pipelineId,
        delegationId,
        workbookName,
        repoToken: await this.reruns.repoTokenOf(old),
        runTimeout,
        taskTimeout,
        concurrency,
      },
      ...pinnedInputs(old, commit),
      identity,
      trigger: { kind: 'rerun', actor, ref: old.trigger.ref, commit },
      rerun: { of: old.id, attempt: old.attempt + 1, pinnedDigest: old.workbookDigest },
    });
    if (!started) return execution;
    await this.reruns.announce(execution);
    const action = await this.log.begin(old, { kind: 'rerun', newExecutionId: execution.id }, initiative);
    await this.log.settle(action, 'done', null);
    return execution;
  }

  /** Of an execution that the engine never took on no definition is known: it runs the present one. */
  private async checkDefinition(digest: string | null): Promise<void> {
    if (digest === null || (await this.pinned.find(digest))) return;
    const detail =
      'The definition that this execution ran was not kept, as it ran before this release: start a new execution instead.';
    throw new DomainError('conflict', 'execution.definition_unknown', detail);
  }
}
