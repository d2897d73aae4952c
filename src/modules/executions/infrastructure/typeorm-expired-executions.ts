import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { DatabaseSession } from '../../../database/database-session.js';
import { preparedChange, preparedRow, preparedRows, Value } from '../../../database/prepared-statements.js';
import { RecordShape } from '../../../database/record-shape.js';
import { FINAL_STATES } from '../domain/execution.js';
import { ExpiredExecutions, Expiry } from '../domain/expired-executions.js';
import { ExecutionActionRecord } from './execution-action.record.js';
import { ExecutionRecord } from './execution.record.js';
import { ExpiredExecutionRecord } from './expired-execution.record.js';

const FINAL = FINAL_STATES.map((state) => `'${state}'`).join(', ');
const IS_IDLE = `state IN (${FINAL}) AND engine_copy = 0 AND hand_over_at IS NULL AND reopening IS NULL
  AND NOT EXISTS (SELECT 1 FROM execution_actions AS action
    WHERE action.execution_id = executions.id AND action.outcome = 'pending')`;

/** A place in a pipeline's list of executions. */
type Place = readonly [createdAt: Value, id: Value];

@Injectable()
export class TypeOrmExpiredExecutions extends ExpiredExecutions {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async nextPipeline(afterId: string): Promise<string | undefined> {
    const sql = 'SELECT pipeline_id FROM executions WHERE pipeline_id > ? ORDER BY pipeline_id LIMIT 1';
    return (await preparedRow(this.session.manager, sql, [afterId]))?.[0] as string | undefined;
  }

  async expire(
    pipelineId: string,
    { endedBefore, keepRuns, held }: Expiry,
    limit: number,
    now: Date,
  ): Promise<number> {
    const boundary = await this.oldestKept(pipelineId, keepRuns);
    if (!boundary) return 0;
    const [createdAt, id] = boundary;
    const before = this.time(endedBefore);
    const kept = [...held, ...(await this.newestSuccesses(pipelineId, 1))];
    const found = await preparedRows(
      this.session.writer,
      `SELECT id FROM executions
        WHERE pipeline_id = ? AND created_at <= ? AND (created_at < ? OR id < ?) AND created_at < ? AND ended_at < ?
          AND ${IS_IDLE} ${kept.length === 0 ? '' : `AND id NOT IN (${kept.map(() => '?').join(', ')})`}
        ORDER BY created_at, id LIMIT ${limit}`,
      [pipelineId, createdAt, createdAt, id, before, before, ...kept],
    );
    return this.remove(
      found.map(([found]) => found as string),
      `AND ${IS_IDLE}`,
      now,
    );
  }

  async expireAll(pipelineId: string, limit: number, now: Date): Promise<number> {
    const sql = `SELECT id FROM executions WHERE pipeline_id = ? LIMIT ${limit}`;
    const found = await preparedRows(this.session.writer, sql, [pipelineId]);
    return this.remove(
      found.map(([id]) => id as string),
      '',
      now,
    );
  }

  async anyStands(ids: readonly string[], endedSince: Date, newest: number): Promise<boolean> {
    if (ids.length === 0) return false;
    const found = await this.session.manager.find(ExecutionRecord, {
      select: { id: true, pipelineId: true, state: true, endedAt: true },
      where: { id: In([...ids]) },
    });
    if (found.some(({ endedAt }) => endedAt === null || endedAt >= endedSince)) return true;
    const good = found.filter(({ state }) => state === 'SUCCESS');
    for (const pipelineId of new Set(good.map((execution) => execution.pipelineId))) {
      const kept = await this.newestSuccesses(pipelineId, newest);
      if (good.some(({ id }) => kept.includes(id))) return true;
    }
    return false;
  }

  async leaving(limit: number): Promise<string[]> {
    const found = await this.session.manager.find(ExpiredExecutionRecord, { take: limit });
    return found.map(({ executionId }) => executionId);
  }

  async cleared(ids: readonly string[]): Promise<void> {
    await this.session.writer.delete(ExpiredExecutionRecord, { executionId: In([...ids]) });
  }

  /** One that somebody has begun to run again since it was found stays. */
  private async remove(ids: readonly string[], condition: string, now: Date): Promise<number> {
    const { writer } = this.session;
    const gone: string[] = [];
    for (const id of ids)
      if ((await preparedChange(writer, `DELETE FROM executions WHERE id = ? ${condition}`, [id])) === 1)
        gone.push(id);
    if (gone.length === 0) return 0;
    await writer.delete(ExecutionActionRecord, { executionId: In(gone) });
    await writer.insert(
      ExpiredExecutionRecord,
      gone.map((executionId) => ({ executionId, expiredAt: now })),
    );
    return gone.length;
  }

  private async oldestKept(pipelineId: string, keepRuns: number): Promise<Place | undefined> {
    const sql = `SELECT created_at, id FROM executions WHERE pipeline_id = ?
      ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ${keepRuns - 1}`;
    return (await preparedRow(this.session.writer, sql, [pipelineId])) as Place | undefined;
  }

  private async newestSuccesses(pipelineId: string, count: number): Promise<string[]> {
    const sql = `SELECT id FROM executions WHERE pipeline_id = ? AND state = 'SUCCESS'
      ORDER BY created_at DESC, id DESC LIMIT ${count}`;
    const found = await preparedRows(this.session.manager, sql, [pipelineId]);
    return found.map(([id]) => id as string);
  }

  private time(value: Date): Value {
    return RecordShape.of(this.session.manager, ExecutionRecord).toValue('endedAt', value);
  }
}
