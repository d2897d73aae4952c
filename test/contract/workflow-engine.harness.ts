import http from 'node:http';
import { AddressInfo } from 'node:net';
import { JsonObject } from '../../src/shared/domain/json.js';
import {
  EngineScope,
  EngineTask,
  WorkflowEngine,
} from '../../src/modules/workflow-engine/domain/workflow-engine.js';

/** A request that a task has made to the station. */
export interface StationCall {
  readonly actionExecutionId: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: JsonObject;
}

/** What the suite needs of an engine beside the port. */
export interface EngineHarness {
  readonly engine: WorkflowEngine;
  readonly scope: EngineScope;
  /** Another project on the same engine. */
  readonly stranger: EngineScope;
  /** Where the workbooks' tasks find the station; handed to executions as their environment. */
  readonly environment: JsonObject;
  /** What has reached the station so far. */
  readonly calls: readonly StationCall[];
  /** The station refuses the next request. */
  refuseNext(): void;
  /** Lets time pass for the engine. */
  pass(seconds: number): Promise<void>;
  /** How long the engine gives a station whose time is tested; short where time cannot be let pass. 60 unless told. */
  readonly timeoutSeconds?: number;
  /** How the engine is waited for; one that is far away is asked less often, and given longer. */
  readonly pace?: Pace;
  close(): Promise<void>;
}

export interface Pace {
  readonly everyMs: number;
  readonly atMostMs: number;
}

/** Waits for what is bound to happen, and says what did not. */
export async function eventually<T>(
  read: () => T | undefined | Promise<T | undefined>,
  what: string,
  { everyMs, atMostMs }: Pace = { everyMs: 0, atMostMs: 10_000 },
): Promise<T> {
  const deadline = Date.now() + atMostMs;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`It did not come to ${what}.`);
    await new Promise((resolve) => (everyMs > 0 ? setTimeout(resolve, everyMs) : setImmediate(resolve)));
  }
}

/** A station over real HTTP, for engines that call one. */
export class Station {
  readonly calls: StationCall[] = [];
  private refusals = 0;
  private readonly server = http.createServer((request, response) => {
    void this.answer(request, response);
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  refuseNext(): void {
    this.refusals += 1;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const refused = this.refusals > 0;
    if (refused) this.refusals -= 1;
    this.calls.push({
      actionExecutionId: String(request.headers['mistral-action-execution-id']),
      headers: request.headers,
      body: JSON.parse(text || '{}') as JsonObject,
    });
    response.writeHead(refused ? 503 : 202, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(refused ? { reason: 'no room' } : { accepted: true }));
  }
}

/** The only task of that name. */
export function named(tasks: readonly EngineTask[], name: string): EngineTask {
  const found = tasks.filter((task) => task.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`There are ${found.length} tasks named ${name}.`);
  return found[0];
}
