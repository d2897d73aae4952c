import { createServer } from 'node:http';

/**
 * A server on loopback that keeps what is posted to it, as a station or a listener for events would.
 *
 * @typedef {{ path: string, headers: Record<string, string>, body: any }} Delivery
 *
 * @param {(receiver: { url: string, deliveries: Delivery[] }) => Promise<void>} task
 */
export async function withReceiver(task) {
  /** @type {Delivery[]} */
  const deliveries = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      deliveries.push({ path: request.url, headers: request.headers, body: body && JSON.parse(body) });
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"accepted": true}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  try {
    await task({ url: `http://127.0.0.1:${server.address().port}`, deliveries });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
