import { KeyRing } from '../../src/shared/domain/key-ring.js';
import { EngineEvents } from '../../src/modules/workflow-engine/domain/engine-events.js';
import { EngineExecution, EngineScope } from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { MistralWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/mistral/mistral-workflow-engine.js';
import { OpenStackClient } from '../../src/shared/openstack/openstack-client.js';
import { answer, Received, ScriptedServer, Step } from './scripted-server.js';
import { TestClock } from './test-clock.js';

/** Of the one execution of which `execution`, `task` and `report` tell. */
export const EXECUTION_ID = '43bc12a5-9111-407d-bfe2-1b08fbd9e64c';
/** When everything happened, as Mistral writes it. */
export const AT = '2026-11-22 15:24:30';

/** A server that answers as Mistral 15 does, in the order of a script, and an engine that asks it without any patience. */
export class ScriptedMistral {
  readonly events = new EngineEvents(KeyRing.of(Buffer.alloc(32, 7)));
  readonly clock = new TestClock();
  /** Gives out the first token that was not refused. */
  readonly scope: EngineScope = {
    projectId: 'demo',
    token: async (refused) => ['first', 'second'].find((token) => token !== refused) ?? '',
  };
  readonly engine: MistralWorkflowEngine;
  private readonly client = new OpenStackClient({
    pauseMs: 1,
    retries: 1,
    timeoutMs: 2_000,
    breakAfter: 100,
  });

  private constructor(private readonly server: ScriptedServer) {
    const { client, events, clock } = this;
    const endpoints = { of: async () => `${server.url}/v2` };
    const publicUrl = 'http://solum.example.org';
    this.engine = new MistralWorkflowEngine({ client, endpoints, events, publicUrl, clock });
  }

  static async start(): Promise<ScriptedMistral> {
    return new ScriptedMistral(await ScriptedServer.start());
  }

  get url(): string {
    return this.server.url;
  }

  get received(): readonly Received[] {
    return this.server.received;
  }

  script(...steps: Step[]): void {
    this.server.script(...steps);
  }

  /** Has the engine start the execution. */
  startExecution(): Promise<EngineExecution> {
    return this.engine.startExecution(this.scope, {
      executionId: EXECUTION_ID,
      workflowName: 'linear.main',
      input: { ref: 'r1' },
      environment: { solum: {} },
      description: 'test',
    });
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.server.stop();
  }
}

/** Answers each path with what it is given, whatever the order. */
export function serving(routes: Readonly<Record<string, unknown>>): Step {
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    answer(path in routes ? 200 : 404, routes[path] ?? {})(request, response);
  };
}

/** The body of a refusal. */
export function fault(text: string): object {
  return { faultcode: 'Client', faultstring: text, debuginfo: null };
}

export function execution(changes: object = {}): object {
  return {
    id: EXECUTION_ID,
    workflow_name: 'linear.main',
    project_id: 'demo',
    root_execution_id: null,
    state: 'RUNNING',
    state_info: null,
    input: '{"ref": "r1"}',
    output: '{}',
    created_at: AT,
    updated_at: AT,
    ...changes,
  };
}

/** As in a listing of tasks. */
export function task(id: string, changes: object = {}): object {
  return {
    id,
    name: id,
    type: 'ACTION',
    workflow_name: 'linear.main',
    workflow_execution_id: EXECUTION_ID,
    state: 'SUCCESS',
    state_info: null,
    published: '{}',
    runtime_context: '{}',
    created_at: AT,
    started_at: AT,
    finished_at: AT,
    ...changes,
  };
}

/** As in a report. */
export function reported(id: string, changes: object = {}): object {
  return {
    id,
    name: id,
    state: 'SUCCESS',
    state_info: null,
    created_at: AT,
    updated_at: AT,
    action_executions: [{ id: `action of ${id}`, state: 'SUCCESS', accepted: true, created_at: AT }],
    workflow_executions: [],
    ...changes,
  };
}

export function report(state: string, tasks: readonly object[]): object {
  return { root_workflow_execution: { ...execution({ state }), task_executions: tasks } };
}
