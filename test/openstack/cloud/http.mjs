/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {any} body parsed where it is JSON, else text
 */

/**
 * One request to an OpenStack API. `body` is sent as JSON, unless it is a string: then as plain text.
 *
 * @param {string} method
 * @param {string} url
 * @param {{ token?: string, body?: unknown, headers?: Record<string, string>, seconds?: number }} [options]
 * @returns {Promise<Answer>}
 */
export async function send(method, url, { token, body, headers = {}, seconds = 30 } = {}) {
  const text = typeof body === 'string';
  const response = await fetch(url, {
    method,
    headers: {
      // Mistral answers 406 to a workbook's POST that accepts JSON only.
      accept: text ? '*/*' : 'application/json',
      ...(token && { 'x-auth-token': token }),
      ...(body !== undefined && { 'content-type': text ? 'text/plain' : 'application/json' }),
      ...headers,
    },
    body: body === undefined || text ? body : JSON.stringify(body),
    signal: globalThis.AbortSignal.timeout(seconds * 1000),
  }).catch((error) => {
    throw new Error(`${method} ${url}: ${error.cause?.message ?? error.message}`, { cause: error });
  });
  return { status: response.status, headers: response.headers, body: parse(await response.text()) };
}

/**
 * Like {@link send}, but any other status than the ones expected is an error that quotes the answer.
 *
 * @param {number | number[]} expected
 * @param {Parameters<typeof send>} request
 */
export async function expecting(expected, ...request) {
  const answer = await send(...request);
  if ([expected].flat().includes(answer.status)) return answer;
  const said = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  throw new Error(`${request[0]} ${request[1]} answered ${answer.status}: ${said.slice(0, 1000)}`);
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
