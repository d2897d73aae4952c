import { Injectable } from '@nestjs/common';
import { EventLog, NewEvent } from '../../events/index.js';
import type { EngineTask } from '../../workflow-engine/index.js';
import { Execution, ExecutionState } from '../domain/execution.js';

const LONGEST_INFO = 1000;

/** Tells of executions and their tasks in the log of events. Each call joins the unit of work that makes the change. */
@Injectable()
export class ExecutionEvents {
  constructor(private readonly log: EventLog) {}

  created(execution: Execution): void {
    const { trigger, state, rerunOf } = execution;
    const { kind, actor, ref, commit } = trigger;
    this.append(execution, 'execution.created', {
      state,
      trigger: kind,
      started_by: actor,
      ref,
      commit,
      rerun_of: rerunOf,
    });
  }

  /** `execution` as it was before. */
  changed(execution: Execution, state: ExecutionState, stateInfo: string | null): void {
    this.append(execution, 'execution.state_changed', {
      state,
      previous_state: execution.state,
      state_info: short(stateInfo),
      attempt: execution.attempt,
    });
  }

  /** `previous`: the state that was told of last; null for a new task. */
  taskChanged(execution: Execution, task: EngineTask, previous: string | null): void {
    this.append(execution, 'task.state_changed', {
      task_id: task.id,
      name: task.name,
      workflow_name: task.workflowName,
      state: task.state,
      previous_state: previous,
      state_info: short(task.stateInfo),
      attempts: task.attempts,
    });
  }

  private append(execution: Execution, type: NewEvent['type'], data: NewEvent['data']): void {
    const { id, projectId, pipelineId } = execution;
    this.log.append({ type, projectId, pipelineId, executionId: id, data });
  }
}

/** An engine's reason may be a document. */
function short(info: string | null): string | null {
  return info !== null && info.length > LONGEST_INFO ? `${info.slice(0, LONGEST_INFO)}…` : info;
}
