import { Injectable } from '@nestjs/common';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { updateRecords } from '../../../database/write-record.js';
import { NotedTasks, TaskStates } from '../domain/noted-tasks.js';
import { NotedTaskRecord } from './noted-task.record.js';

@Injectable()
export class TypeOrmNotedTasks extends NotedTasks {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async of(executionId: string): Promise<TaskStates> {
    const found = await this.session.manager.findBy(NotedTaskRecord, { executionId });
    return new Map(found.map(({ taskId, state }) => [taskId, state]));
  }

  async note(
    executionId: string,
    taskId: string,
    before: string | undefined,
    state: string,
  ): Promise<boolean> {
    const { writer } = this.session;
    if (before === undefined) return insertOnce(writer, NotedTaskRecord, { executionId, taskId, state });
    const where = { executionId, taskId, state: before };
    return (await updateRecords(writer, NotedTaskRecord, where, { state })) === 1;
  }
}
