import { EntityTarget, In, ObjectLiteral } from 'typeorm';
import { DatabaseSession } from './database-session.js';
import { preparedRow, preparedRows, Value } from './prepared-statements.js';
import { RecordShape } from './record-shape.js';

/** Where a row stands among those of its pipeline: by its time and id, as its table's index has them. */
export interface AgedRow {
  readonly id: string;
  /** As the database has it. */
  readonly at: Value;
  readonly executionId: string | null;
}

interface Options<R extends ObjectLiteral> {
  readonly record: EntityTarget<R>;
  /** The property of the index on (pipeline, time, id). */
  readonly time: string;
  /** SQL that rows must meet besides. */
  readonly condition?: string;
}

/** Rows of pipelines in the order of their age; none is looked at twice in one go, and no other index is needed. */
export class AgedRows<R extends ObjectLiteral> {
  constructor(
    private readonly session: DatabaseSession,
    private readonly options: Options<R>,
  ) {}

  /** The pipelines that have rows, in order of their ids. */
  async nextPipeline(afterId: string): Promise<string | undefined> {
    const sql = `SELECT pipeline_id FROM ${this.shape.table} WHERE pipeline_id > ? ORDER BY pipeline_id LIMIT 1`;
    return (await preparedRow(this.session.manager, sql, [afterId]))?.[0] as string | undefined;
  }

  /** At most `limit` rows from before `before`, behind `after`, the oldest first. */
  async from(
    pipelineId: string,
    before: Date,
    after: AgedRow | undefined,
    limit: number,
  ): Promise<AgedRow[]> {
    const time = this.shape.nameOf(this.options.time);
    const behind = after ? `AND ${time} >= ? AND (${time} > ? OR id > ?)` : '';
    const found = await preparedRows(
      this.session.manager,
      `SELECT id, ${time}, execution_id FROM ${this.shape.table}
        WHERE pipeline_id = ? AND ${time} < ? ${behind} ${this.options.condition ?? ''}
        ORDER BY ${time}, id LIMIT ${limit}`,
      [
        pipelineId,
        this.shape.toValue(this.options.time, before),
        ...(after ? [after.at, after.at, after.id] : []),
      ],
    );
    return found.map(([id, at, executionId]) => ({
      id: id as string,
      at: at as Value,
      executionId: executionId as string | null,
    }));
  }

  /** Joins the unit of work. */
  async delete(ids: readonly string[]): Promise<void> {
    await this.session.writer.delete(this.options.record, { id: In([...ids]) });
  }

  /** Removes at most `limit` of a pipeline; answers how many. Joins the unit of work. */
  async deleteOf(pipelineId: string, limit: number): Promise<number> {
    const sql = `SELECT id FROM ${this.shape.table} WHERE pipeline_id = ? LIMIT ${limit}`;
    const ids = (await preparedRows(this.session.writer, sql, [pipelineId])).map(([id]) => id as string);
    if (ids.length > 0) await this.delete(ids);
    return ids.length;
  }

  private get shape(): RecordShape<R> {
    return RecordShape.of(this.session.manager, this.options.record);
  }
}
