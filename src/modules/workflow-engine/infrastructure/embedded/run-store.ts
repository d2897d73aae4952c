import { LessThan, LessThanOrEqual } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../../database/database-session.js';
import { findRecord } from '../../../../database/find-record.js';
import { preparedRow, preparedRows, Statement } from '../../../../database/prepared-statements.js';
import {
  deleteStatement,
  inPowersOfTwo,
  insertStatements,
  updateStatement,
} from '../../../../database/write-record.js';
import { readKept, writeKept } from '../../domain/exact-json/index.js';
import { RunEvent, State } from '../../domain/interpreter/index.js';
import { EngineActionRecord } from './action.record.js';
import { EngineDefinitionRecord } from './definition.record.js';
import { EngineEventRecord } from './event.record.js';
import { EngineExecutionRecord } from './execution.record.js';
import { Run, RunSummary } from './run.js';

export interface StoredEvent {
  readonly id: number;
  readonly event: RunEvent;
}

/** What one step writes. */
export interface StepWrite extends RunSummary {
  readonly id: string;
  /** The version the step was made from. */
  readonly version: number;
  readonly document: string;
  readonly now: Date;
  readonly taken: readonly StoredEvent[];
  readonly started: readonly EngineActionRecord[];
  /** Actions that this step has taken the end of in. */
  readonly ended: readonly string[];
}

type RunRow = [
  projectId: string,
  definitionDigest: string,
  version: number,
  root: State,
  nextTimer: number | null,
  document: string,
];

const MOST_KNOWN_DEFINITIONS = 10_000;

/** As many as are read at once. */
export const MOST_EVENTS = 200;

/** The database of the embedded engine, one method for each thing a step needs. */
export class RunStore {
  private readonly knownDefinitions = new Set<string>();

  constructor(private readonly session: DatabaseSession) {}

  /** Throws a unique violation where there is a run of that id. */
  async insert(record: EngineExecutionRecord, started: readonly EngineActionRecord[]): Promise<void> {
    const { manager } = this.session;
    await this.session.write([
      ...insertStatements(manager, EngineExecutionRecord, [record]),
      ...insertStatements(manager, EngineActionRecord, started),
    ]);
  }

  async find(id: string): Promise<Run | undefined> {
    const row = await preparedRow(
      this.session.manager,
      `SELECT project_id, definition_digest, version, state, next_timer_at, document
         FROM engine_executions WHERE id = ?`,
      [id],
    );
    if (!row) return undefined;
    const [projectId, definitionDigest, version, root, nextTimer, document] = row as RunRow;
    const summary = { root, nextTimer: nextTimer === null ? null : Number(nextTimer) };
    return Run.ofDocument({ id, projectId, definitionDigest, version }, summary, document);
  }

  async definition(digest: string): Promise<string> {
    const record = await findRecord(this.session.manager, EngineDefinitionRecord, { digest });
    if (!record) throw new Error(`There is no definition ${digest}.`);
    return record.definition;
  }

  /** Does nothing where it is there. */
  async putDefinition(record: EngineDefinitionRecord): Promise<void> {
    const { digest } = record;
    if (this.knownDefinitions.has(digest)) return;
    const known = await findRecord(this.session.manager, EngineDefinitionRecord, { digest });
    if (!known) {
      await this.session.run(() => insertOnce(this.session.writer, EngineDefinitionRecord, record));
    }
    if (this.knownDefinitions.size >= MOST_KNOWN_DEFINITIONS) this.knownDefinitions.clear();
    this.session.afterCommit(() => this.knownDefinitions.add(digest));
  }

  async events(executionId: string): Promise<StoredEvent[]> {
    const rows = await preparedRows(
      this.session.manager,
      `SELECT id, event FROM engine_events WHERE execution_id = ? ORDER BY id LIMIT ${MOST_EVENTS}`,
      [executionId],
    );
    return (rows as [number, string][]).map(([id, event]) => ({ id, event: readKept(event) as RunEvent }));
  }

  async putEvent(executionId: string, event: RunEvent, now: Date): Promise<void> {
    const sql = 'INSERT INTO engine_events (execution_id, event, created_at) VALUES (?, ?, ?)';
    await this.session.write([{ sql, values: [executionId, writeKept(event), now.getTime()] }]);
  }

  /** False, and nothing written, where somebody else has made a step since. */
  write(step: StepWrite): Promise<boolean> {
    const { manager } = this.session;
    const taken = step.taken.map(({ id }) => id);
    return this.session.write([
      updateStatement(
        manager,
        EngineExecutionRecord,
        { id: step.id, version: step.version },
        {
          document: step.document,
          version: step.version + 1,
          state: step.root,
          nextTimerAt: step.nextTimer,
          updatedAt: step.now,
        },
      ),
      ...inPowersOfTwo(taken).map((id) => deleteStatement(manager, EngineEventRecord, { id })),
      ...this.done(step.ended),
      ...insertStatements(manager, EngineActionRecord, step.started),
    ]);
  }

  /** The run that the project's action belongs to. */
  async runOfAction(projectId: string, actionId: string): Promise<string | undefined> {
    const row = await preparedRow(
      this.session.manager,
      `SELECT run.id FROM engine_actions AS action JOIN engine_executions AS run ON run.id = action.execution_id
        WHERE action.id = ? AND run.project_id = ?`,
      [actionId, projectId],
    );
    return row?.[0] as string | undefined;
  }

  /** There is nothing left to do for them here. */
  async markDone(ids: readonly string[]): Promise<void> {
    for (const statement of this.done(ids)) await this.session.write([statement]);
  }

  private done(ids: readonly string[]): Statement[] {
    const { manager } = this.session;
    return inPowersOfTwo(ids).map((id) =>
      updateStatement(manager, EngineActionRecord, { id }, { status: 'done' }),
    );
  }

  /** The run's row goes last: it says which actions it had. */
  async forget(id: string): Promise<void> {
    const run = await this.find(id);
    if (!run) return;
    const { manager } = this.session;
    const actions = inPowersOfTwo(Object.keys(run.state.actions));
    for (const ids of actions)
      await this.session.write([deleteStatement(manager, EngineActionRecord, { id: ids })]);
    await this.session.write([deleteStatement(manager, EngineEventRecord, { executionId: id })]);
    await this.session.write([deleteStatement(manager, EngineExecutionRecord, { id })]);
  }

  /** Runs that something is to happen to and nobody has woken: their process died, or the event came from another. */
  async neglected(now: Date, patience: number): Promise<string[]> {
    const { manager } = this.session;
    const waiting = await manager.find(EngineEventRecord, {
      where: { createdAt: LessThanOrEqual(now.getTime() - patience) },
      select: { id: true, executionId: true },
      order: { id: 'ASC' },
      take: MOST_EVENTS,
    });
    const due = await manager.find(EngineExecutionRecord, {
      where: { nextTimerAt: LessThanOrEqual(now.getTime() - patience) },
      select: { id: true },
      take: MOST_EVENTS,
    });
    return [...new Set([...waiting.map(({ executionId }) => executionId), ...due.map(({ id }) => id)])];
  }

  /** Takes over the actions whose process has not renewed its lease; each is given to one process only. */
  async claimAbandoned(owner: string, now: Date, lease: number): Promise<EngineActionRecord[]> {
    const abandoned = await this.session.manager.find(EngineActionRecord, {
      where: { status: 'pending', leaseUntil: LessThan(now.getTime()) },
      take: MOST_EVENTS,
    });
    if (abandoned.length === 0) return [];
    const mine = { owner, leaseUntil: now.getTime() + lease };
    return this.session.run(async () => {
      const claimed: EngineActionRecord[] = [];
      for (const record of abandoned) {
        const { id, owner: before, leaseUntil } = record;
        const where = { id, owner: before, leaseUntil, status: 'pending' };
        const claim = updateStatement(this.session.manager, EngineActionRecord, where, mine);
        if (await this.session.write([claim])) claimed.push({ ...record, ...mine });
      }
      return claimed;
    });
  }

  async renewLeases(owner: string, leaseUntil: number): Promise<void> {
    const where = { owner, status: 'pending' };
    await this.session.write([
      updateStatement(this.session.manager, EngineActionRecord, where, { leaseUntil }),
    ]);
  }
}
