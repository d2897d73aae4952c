import { createServer } from 'node:http';

const AT = '2026-01-01 00:00:00';
const PROJECT = 'development';

/**
 * An engine that takes workbooks and executions over Mistral's API and is done at once. It lives outside of the service,
 * so it knows what was started, however often the service dies.
 */
export class StormEngine {
  /** Id of each execution -> how often its start was asked for. @type {Map<string, number>} */
  started = new Map();
  /** Answers 503 while true. */
  away = false;
  /** Requests that were answered 503. */
  refused = 0;
  /** @type {Map<string, object>} */
  #workbooks = new Map();
  #server = createServer((request, response) => this.#take(request, response));

  /** @returns {Promise<this>} */
  async start() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return this;
  }

  get url() {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v2`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  #take(request, response) {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      if (this.away) this.refused += 1;
      const [status, answer] = this.away ? [503, {}] : this.#answer(request, body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }

  /** @param {import('node:http').IncomingMessage} request @param {string} body @returns {[number, object]} */
  #answer({ method, url = '' }, body) {
    const [, , kind = '', name = ''] = url.split('?')[0]?.split('/') ?? [];
    if (kind === 'workbooks' && method !== 'GET') return [201, this.#keep(body)];
    if (kind === 'workbooks') return found(this.#workbooks.get(name));
    if (kind !== 'executions') return [404, {}];
    if (method !== 'POST') return this.started.has(name) ? [200, execution(name)] : [404, {}];
    const { id } = /** @type {{ id: string }} */ (JSON.parse(body));
    this.started.set(id, (this.started.get(id) ?? 0) + 1);
    return [201, execution(id)];
  }

  /** @param {string} definition */
  #keep(definition) {
    const name = /^name: *(\S+)/m.exec(definition)?.[1] ?? '';
    const workbook = { name, definition, project_id: PROJECT, created_at: AT, updated_at: AT };
    this.#workbooks.set(name, workbook);
    return workbook;
  }
}

/** @param {object | undefined} thing @returns {[number, object]} */
function found(thing) {
  return thing ? [200, thing] : [404, {}];
}

/** @param {string} id */
function execution(id) {
  return {
    id,
    workflow_name: 'build.main',
    project_id: PROJECT,
    root_execution_id: null,
    state: 'SUCCESS',
    state_info: null,
    input: '{}',
    output: '{}',
    created_at: AT,
    updated_at: AT,
  };
}
