import { get } from 'node:http';

/** Longest wait for one answer. */
const ANSWER_MS = 5_000;

/** Asks once; null when the answer is below 500, else what is wrong, in words. Redirects are not followed; an abort ends it early. */
export function probe(port: number, path: string, signal?: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, path, agent: false, timeout: ANSWER_MS, signal },
      (response) => {
        const { statusCode = 0 } = response;
        response.destroy();
        resolve(statusCode < 500 ? null : `GET ${path} answered ${statusCode}`);
      },
    );
    request.once('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_MS / 1000} s`)));
    request.once('error', (error) => resolve(`GET ${path} failed: ${error.message}`));
  });
}
