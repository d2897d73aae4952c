import { describe, expect, it } from '@jest/globals';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { SystemClock } from '../../../../shared/domain/clock.js';
import { ActionContext } from './action-plugin.js';
import { MistralHttpAction } from './mistral-http.js';

const CONTEXT: ActionContext = {
  actionExecutionId: 'action-1',
  taskId: 'task-1',
  workflowExecutionId: 'execution-1',
  projectId: 'demo',
  workflowName: 'w.main',
  taskName: 't',
  actionName: 'std.mistral_http',
  actionInput: {},
  variables: {},
  environment: {},
  signal: new AbortController().signal,
};

/** Serves one test; the answers are taken in turn, `undefined` hangs up. */
async function serving<T>(
  answers: (number | undefined)[],
  work: (url: string, requests: http.IncomingHttpHeaders[]) => Promise<T>,
): Promise<T> {
  const requests: http.IncomingHttpHeaders[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request.headers);
    const status = answers.shift();
    if (status === undefined) request.socket.destroy();
    else response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"got": true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jobs`, requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('std.mistral_http', () => {
  const action = new MistralHttpAction(new SystemClock());

  it('leaves the work with a station that has taken it', async () => {
    await serving([202], async (url, requests) => {
      expect(await action.run({ url, method: 'POST', body: { job: 1 } }, CONTEXT)).toBeUndefined();
      expect(requests[0]).toMatchObject({
        'mistral-action-execution-id': 'action-1',
        'mistral-task-id': 'task-1',
        'mistral-workflow-execution-id': 'execution-1',
        'mistral-workflow-name': 'w.main',
        'mistral-callback-url': '/v2/action_executions/action-1',
      });
    });
  });

  it('is an error at once where the station refuses, with its answer and without our headers', async () => {
    await serving([503], async (url) => {
      const input = { url, method: 'POST', headers: { authorization: 'Bearer secret' } };
      const outcome = await action.run(input, CONTEXT);
      expect(outcome).toMatchObject({ state: 'ERROR', output: { status: 503, content: { got: true } } });
      expect(JSON.stringify(outcome)).not.toContain('secret');
    });
  });

  it('asks again where the connection broke before an answer', async () => {
    await serving([undefined, 202], async (url, requests) => {
      expect(await action.run({ url, method: 'POST' }, CONTEXT)).toBeUndefined();
      expect(requests).toHaveLength(2);
    });
  });
});
