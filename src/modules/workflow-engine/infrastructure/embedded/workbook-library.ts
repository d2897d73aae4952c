import { createHash } from 'node:crypto';
import { Clock } from '../../../../shared/domain/clock.js';
import { newId } from '../../../../shared/domain/ids.js';
import { DatabaseSession, isUniqueViolation } from '../../../../database/database-session.js';
import { preparedRows } from '../../../../database/prepared-statements.js';
import { EngineWorkbook } from '../../domain/workflow-engine.js';
import { readWorkbook } from './read-workbook.js';
import { EngineWorkbookRecord } from './workbook.record.js';

/** The workbooks of each project. */
export class WorkbookLibrary {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {}

  async list(projectId: string): Promise<EngineWorkbook[]> {
    const records = await this.session.manager.find(EngineWorkbookRecord, {
      where: { projectId },
      order: { name: 'ASC' },
    });
    return records.map(shown);
  }

  async find(projectId: string, name: string): Promise<EngineWorkbook | undefined> {
    const record = await this.session.manager.findOneBy(EngineWorkbookRecord, { projectId, name });
    return record ? shown(record) : undefined;
  }

  /** Creates or replaces. Throws `invalid` (`workbook.invalid`). */
  async save(projectId: string, definition: string): Promise<EngineWorkbook> {
    const { name } = readWorkbook(definition);
    try {
      return await this.session.run(() => this.put(projectId, name, definition));
    } catch (error) {
      // Somebody else has just created it: now it is there to be replaced.
      if (isUniqueViolation(error)) return this.session.run(() => this.put(projectId, name, definition));
      throw error;
    }
  }

  private async put(projectId: string, name: string, definition: string): Promise<EngineWorkbook> {
    const { writer } = this.session;
    const now = this.clock.now();
    const existing = await writer.findOneBy(EngineWorkbookRecord, { projectId, name });
    if (existing) {
      await writer.update(EngineWorkbookRecord, { id: existing.id }, { definition, updatedAt: now });
      return { name, definition, createdAt: existing.createdAt, updatedAt: now };
    }
    const created = { id: newId(), projectId, name, definition, createdAt: now, updatedAt: now };
    await writer.insert(EngineWorkbookRecord, created);
    return { name, definition, createdAt: now, updatedAt: now };
  }

  async delete(projectId: string, name: string): Promise<void> {
    await this.session.run(() => this.session.writer.delete(EngineWorkbookRecord, { projectId, name }));
  }

  /**
   * What a run of the named workflow is pinned to: its workbook, then the others of the project that it names in full.
   * Empty where there is no such workbook. `definition` stands in for what its workbook says now.
   */
  async definitionsFor(projectId: string, workflowName: string, definition?: string): Promise<string[]> {
    const all = await this.texts(projectId);
    const own =
      definition === undefined
        ? all.find(([name]) => workflowName.startsWith(`${name}.`))
        : ([readWorkbook(definition).name, definition] as const);
    if (!own) return [];
    const pinned = [own];
    for (const [, text] of pinned) {
      for (const other of all) {
        if (other[0] === own[0]) continue;
        if (!pinned.includes(other) && text.includes(`${other[0]}.`)) pinned.push(other);
      }
    }
    return pinned.map(([, text]) => text);
  }

  private async texts(projectId: string): Promise<(readonly [name: string, definition: string])[]> {
    const sql = 'SELECT name, definition FROM engine_workbooks WHERE project_id = ? ORDER BY name';
    return (await preparedRows(this.session.manager, sql, [projectId])) as [string, string][];
  }
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function shown({ name, definition, createdAt, updatedAt }: EngineWorkbookRecord): EngineWorkbook {
  return { name, definition, createdAt, updatedAt };
}
