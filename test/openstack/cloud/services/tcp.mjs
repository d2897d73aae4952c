import { createConnection } from 'node:net';

const TIMEOUT_MS = 2000;

/**
 * What a server on this machine says first, after our own first words where it waits for some.
 *
 * @param {number} port
 * @param {Buffer} [words]
 * @returns {Promise<Buffer>}
 */
export function firstAnswer(port, words) {
  return new Promise((resolve, reject) => {
    const connection = createConnection({ port, host: '127.0.0.1', timeout: TIMEOUT_MS });
    if (words) connection.write(words);
    connection.once('timeout', () => connection.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
    connection.once('error', reject);
    connection.once('close', () => reject(new Error('closed without an answer')));
    connection.once('data', (data) => {
      connection.destroy();
      resolve(data);
    });
  });
}
