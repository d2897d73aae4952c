import http from 'node:http';
import { AddressInfo } from 'node:net';
import { KeyRing } from '../../src/shared/domain/key-ring.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { OpenStackClient } from '../../src/shared/openstack/openstack-client.js';
import {
  EngineEvents,
  EVENT_SIGNATURE_HEADER,
} from '../../src/modules/workflow-engine/domain/engine-events.js';
import { MistralWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/mistral/mistral-workflow-engine.js';
import { workflowEngineContract } from '../contract/workflow-engine.contract.js';
import { EngineHarness, Station } from '../contract/workflow-engine.harness.js';
import { TestCloud } from './test-cloud.js';

/** Takes Mistral's events as the service's own endpoint does. */
class EventReceiver {
  private readonly server = http.createServer((request, response) => void this.take(request, response));

  constructor(private readonly events: EngineEvents) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const body = JSON.parse(text) as { name: string; state: string; workflow_execution_id?: string };
    const executionId = request.url?.split('/').at(-1) ?? '';
    const kind = body.workflow_execution_id === undefined ? 'execution' : 'task';
    const event = { executionId, kind, name: body.name, state: body.state } as const;
    const accepted = this.events.receive(
      event,
      String(request.headers[EVENT_SIGNATURE_HEADER.toLowerCase()]),
    );
    response.writeHead(accepted ? 200 : 401).end('{}');
  }
}

workflowEngineContract('mistral', async (): Promise<EngineHarness> => {
  const cloud = TestCloud.open();
  const events = new EngineEvents(KeyRing.of(Buffer.alloc(32, 1)));
  const receiver = new EventReceiver(events);
  const station = new Station();
  const url = await station.listen();
  const client = new OpenStackClient();
  const engine = new MistralWorkflowEngine({
    client,
    endpoints: cloud.endpoints,
    events,
    publicUrl: await receiver.listen(),
    clock: new SystemClock(),
  });
  return {
    engine,
    scope: cloud.scopeOf('demo'),
    stranger: cloud.scopeOf('demo2'),
    environment: { station: url, credential: 'secret' },
    calls: station.calls,
    refuseNext: () => station.refuseNext(),
    // Mistral's time is nobody's to change: what waits for it waits for real.
    pass: async () => {},
    timeoutSeconds: 2,
    pace: { everyMs: 50, atMostMs: 25_000 },
    close: async () => {
      client.close();
      await receiver.close();
      await station.close();
    },
  };
});
