import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../../database/database-session.js';
import { preparedRows } from '../../../database/prepared-statements.js';
import { RecordShape } from '../../../database/record-shape.js';
import { RecentRun, RecentRuns } from '../domain/recent-runs.js';
import { ExecutionRecord } from './execution.record.js';

const PROPERTIES = ['id', 'pipelineId', 'state', 'createdAt', 'startedAt', 'endedAt'] as const;
/** SQLite takes 500 parts of one statement. */
const PIPELINES_AT_ONCE = 100;

/** Each pipeline's newest by a seek in the index of its own: a window function would read every run there ever was. */
@Injectable()
export class TypeOrmRecentRuns extends RecentRuns {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async of(pipelineIds: readonly string[], count: number): Promise<Map<string, RecentRun[]>> {
    const found = new Map<string, RecentRun[]>();
    for (let from = 0; from < pipelineIds.length; from += PIPELINES_AT_ONCE) {
      for (const run of await this.read(pipelineIds.slice(from, from + PIPELINES_AT_ONCE), count)) {
        const runs = found.get(run.pipelineId);
        if (runs) runs.push(run);
        else found.set(run.pipelineId, [run]);
      }
    }
    return found;
  }

  private async read(pipelineIds: readonly string[], count: number): Promise<RecentRun[]> {
    const shape = RecordShape.of(this.session.manager, ExecutionRecord);
    const [pipeline, created, id] = [
      shape.nameOf('pipelineId'),
      shape.nameOf('createdAt'),
      shape.nameOf('id'),
    ];
    const columns = PROPERTIES.map((property) => shape.nameOf(property)).join(', ');
    const newest = `SELECT * FROM (SELECT ${columns} FROM ${shape.table} WHERE ${pipeline} = ? ORDER BY ${created} DESC, ${id} DESC LIMIT ?) newest`;
    const sql = pipelineIds.map(() => newest).join(' UNION ALL ');
    const values = pipelineIds.flatMap((each) => [each, String(count)]);
    const rows = await preparedRows(this.session.manager, sql, values);
    const runs = rows.map((row) => shape.toFields(PROPERTIES, row));
    return runs.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  }
}
