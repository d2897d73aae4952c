import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { ActionRegistry } from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { type OpenDatabase, openDatabase, type ScratchDatabase } from './test-database.js';

const SCOPE = { projectId: 'development', token: async () => 'none' };

export interface Call {
  readonly execution: string;
  readonly job: string;
}

/** Where the tasks of runs do their work: knows by the database which of them had finished when they called. */
export class CountingStation {
  readonly calls: Call[] = [];
  /** Calls of tasks that had finished. */
  readonly twice: Call[] = [];
  private onCall = (): void => {};

  private constructor(
    private readonly database: OpenDatabase,
    /** Only asked what the database holds: it never runs anything. */
    private readonly reader: EmbeddedWorkflowEngine,
    private readonly server: http.Server,
  ) {}

  /** `answer` says with which status a call is answered, and when. */
  static async start(
    scratch: ScratchDatabase,
    answer: (call: Call) => Promise<number>,
  ): Promise<CountingStation> {
    const database = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
    const options = { sweepIntervalMs: 1000, leaseMs: 1000 };
    const reader = new EmbeddedWorkflowEngine(
      database.session,
      new SystemClock(),
      new ActionRegistry([]),
      options,
    );
    const server = http.createServer();
    const station = new CountingStation(database, reader, server);
    server.on('request', (request, response: http.ServerResponse) => {
      void (async () => {
        const call = (await json(request)) as Call;
        await station.note(call);
        response.writeHead(await answer(call)).end('{}');
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return station;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  callsOf(execution: string, job: string): number {
    return this.calls.filter((call) => call.execution === execution && call.job === job).length;
  }

  async callsMade(count: number): Promise<void> {
    const enough = this.calls.length + count;
    await new Promise<void>((resolve) => {
      this.onCall = () => {
        if (this.calls.length >= enough) resolve();
      };
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.database.close();
  }

  private async note(call: Call): Promise<void> {
    this.calls.push(call);
    this.onCall();
    const tasks = await this.reader.listTasks(SCOPE, call.execution);
    if (tasks.find(({ name }) => name === call.job)?.finishedAt) this.twice.push(call);
  }
}
