import { createServer } from 'node:http';
import process from 'node:process';
import { mariadbStore } from './limit-mariadb.mjs';
import { executionJson, pipelineJson } from './limit-json.mjs';
import { sqliteStore } from './limit-sqlite.mjs';

/**
 * The limit: what a handler of node:http with nothing but the database's driver answers with the same bytes. It knows
 * no users, rules, versions, errors or logs.
 */
const publicUrl = process.env.LIMIT_PUBLIC_URL ?? '';
const { DATABASE_URL: url, SOLUM_DATA_DIR: dataDir } = process.env;
const store = url ? await mariadbStore(url) : sqliteStore(dataDir ?? '.');

const ROUTE = /^\/v1\/pipelines(?:\/([0-9a-f-]{36})(\/executions)?)?(?:\?limit=(\d+))?$/;

const server = createServer(async (request, response) => {
  try {
    const [, id, executions, count] = ROUTE.exec(request.url ?? '') ?? [];
    if (executions) return await start(request, response, id);
    if (id) return send(response, 200, JSON.stringify(pipelineJson(await store.pipeline(id), publicUrl)));
    const rows = await store.pipelines(Number(count ?? 1));
    send(response, 200, JSON.stringify(rows.map((row) => pipelineJson(row, publicUrl))));
  } catch (error) {
    send(response, 500, String(error));
  }
});

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} id
 */
async function start(request, response, id) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const execution = await store.start(id, JSON.parse(body).inputs ?? {});
  send(response, 202, JSON.stringify(executionJson(execution, publicUrl)));
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function send(response, status, text) {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

server.listen(Number(process.env.LIMIT_PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit());
process.once('disconnect', () => process.exit());
