import { describe, expect, it } from '@jest/globals';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { ActionContext } from './action-plugin.js';
import { HttpAction } from './http.js';

const CONTEXT: ActionContext = {
  actionExecutionId: 'action-1',
  taskId: 'task-1',
  workflowExecutionId: 'execution-1',
  projectId: 'demo',
  workflowName: 'w.main',
  taskName: 't',
  actionName: 'std.http',
  actionInput: {},
  variables: {},
  environment: {},
  signal: new AbortController().signal,
};

describe('std.http', () => {
  it('sends no request over a connection that the other end may be closing', async () => {
    const connections = new Set<unknown>();
    const server = http.createServer((request, response) => {
      connections.add(request.socket);
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await new HttpAction().run({ url, method: 'POST' }, CONTEXT)).toMatchObject({
        state: 'SUCCESS',
      });
    }
    server.close();
    expect(connections.size).toBe(3);
  });
});
