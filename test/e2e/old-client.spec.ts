import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { connect } from 'node:net';
import { startService, TestService } from '../support/test-service.js';

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const PLAN_FILE = `version: 1
name: ex1
description: Nodejs express.
artifacts:
- name: nodeus
  artifact_type: heroku
  content:
    href: https://git.example.org/example-nodejs-express.git
  language_pack: auto
  ports: 80
`;

describe('python-solumclient, byte for byte, is content', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  /** What the client's apiclient sends, in its order and its case. */
  function send(
    method: string,
    path: string,
    headers: readonly string[] = [],
    body = '',
  ): Promise<RawAnswer> {
    const { host, port } = service.config;
    const head = [
      `${method} ${path} HTTP/1.1`,
      `Host: ${host}:${port}`,
      'Accept-Encoding: gzip, deflate',
      'Accept: */*',
      'Connection: close',
      'User-Agent: solumclient.common.apiclient',
      'X-Auth-Token: gAAAAABexample',
      ...headers,
      ...(body || method !== 'GET' ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
    ];
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
      const chunks: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      socket.on('error', reject);
      socket.on('end', () => resolve(parse(Buffer.concat(chunks).toString('utf8'))));
    });
  }

  const YAML = 'Content-Type: x-application/yaml';
  const JSON_TYPE = 'Content-Type: application/json';

  it('plan create FILE', async () => {
    const answer = await send('POST', '/v1/plans', [YAML], PLAN_FILE);
    expect(answer.status).toBe(201);
    expect(load(answer.text)).toMatchObject({
      uuid: expect.any(String),
      name: 'ex1',
      description: 'Nodejs express.',
      uri: expect.stringContaining('/v1/plans/'),
      artifacts: [{ name: 'nodeus', artifact_type: 'heroku', language_pack: 'auto', ports: 80 }],
      trigger_uri: null,
    });
  });

  it('plan list, show NAME and delete NAME', async () => {
    const created = load((await send('POST', '/v1/plans', [YAML], PLAN_FILE.replace('ex1', 'ex2'))).text) as {
      uuid: string;
    };
    const list = await send('GET', '/v1/plans', [YAML]);
    expect(list.headers['content-type']).toMatch('application/x-yaml');
    const found = (load(list.text) as { name: string; uuid: string }[]).filter(({ name }) => name === 'ex2');
    expect(found).toMatchObject([{ uuid: created.uuid }]);

    const shown = await send('GET', `/v1/plans/${created.uuid}`, [YAML]);
    expect(load(shown.text)).toMatchObject({ uuid: created.uuid, name: 'ex2' });

    expect((await send('DELETE', `/v1/plans/${created.uuid}`)).status).toBe(202);
    expect((await send('GET', `/v1/plans/${created.uuid}`, [YAML])).status).toBe(404);
  });

  it('pipeline create PLAN WORKBOOK NAME, list, show and delete', async () => {
    const plan = load((await send('POST', '/v1/plans', [YAML], PLAN_FILE.replace('ex1', 'ex3'))).text) as {
      uri: string;
    };
    const body = JSON.stringify({
      base_url: '/v1',
      name: 'pipe',
      plan_uri: plan.uri,
      workbook_name: 'build',
    });
    const created = await send('POST', '/v1/pipelines', [JSON_TYPE], body);
    expect(created.status).toBe(201);
    const pipeline = JSON.parse(created.text) as { uuid: string };
    expect(pipeline).toMatchObject({
      uuid: expect.any(String),
      name: 'pipe',
      description: '',
      trigger_uri: expect.any(String),
    });

    const list = JSON.parse((await send('GET', '/v1/pipelines')).text) as { name: string }[];
    expect(list.filter(({ name }) => name === 'pipe')).toMatchObject([{ uuid: pipeline.uuid }]);
    expect(JSON.parse((await send('GET', `/v1/pipelines/${pipeline.uuid}`)).text)).toMatchObject(pipeline);

    expect((await send('DELETE', `/v1/pipelines/${pipeline.uuid}`)).status).toBe(204);
    expect((await send('GET', `/v1/pipelines/${pipeline.uuid}`)).status).toBe(404);
  });

  it('shows the reason of an error, which it reads from error.message', async () => {
    const body = JSON.stringify({
      base_url: '/v1',
      name: 'pipe',
      plan_uri: 'nothing',
      workbook_name: 'build',
    });
    const answer = await send('POST', '/v1/pipelines', [JSON_TYPE], body);
    expect(answer.status).toBe(400);
    const { error } = JSON.parse(answer.text) as { error: { message: string } };
    expect(error.message).toContain('The plan was not given or could not be found');
  });
});

function parse(raw: string): RawAnswer {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = rest.join('\r\n\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    text: headers['transfer-encoding'] === 'chunked' ? dechunk(body) : body,
  };
}

function dechunk(body: string): string {
  const [size = '', ...rest] = body.split('\r\n');
  return Number.parseInt(size, 16) > 0 ? rest.join('\r\n').slice(0, Number.parseInt(size, 16)) : '';
}
