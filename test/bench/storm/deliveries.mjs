import { createHash, createHmac, randomUUID } from 'node:crypto';

/**
 * @typedef {object} Target
 * @property {string} uuid
 * @property {string} trigger_uri
 * @property {string} trigger_secret
 *
 * @typedef {object} StormDelivery
 * @property {Target} pipeline
 * @property {string} id what the host calls it
 * @property {'good' | 'same' | 'twin' | 'forged' | 'unsigned'} kind `same`: the host sends a good one again; `twin`: another webhook of the host sends the same push
 * @property {string} commit
 */

/**
 * A third good, a third of them again, a third badly signed; in no order.
 *
 * @param {readonly Target[]} pipelines
 * @param {number} count
 * @returns {StormDelivery[]}
 */
export function stormOf(pipelines, count) {
  const goodOnes = Array.from({ length: Math.ceil(count / 3) }, (_, index) =>
    delivery(pipelines, index, 'good', `good ${index}`),
  );
  const again = Array.from({ length: Math.ceil(count / 3) }, (_, index) => {
    const first = /** @type {StormDelivery} */ (goodOnes[index % goodOnes.length]);
    const kind = index % 2 === 0 ? 'same' : 'twin';
    return {
      ...first,
      kind: /** @type {'same' | 'twin'} */ (kind),
      id: kind === 'same' ? first.id : randomUUID(),
    };
  });
  const bad = Array.from({ length: count - goodOnes.length - again.length }, (_, index) =>
    delivery(pipelines, index, index % 2 === 0 ? 'forged' : 'unsigned', `bad ${index}`),
  );
  return shuffled([...goodOnes, ...again, ...bad]);
}

/**
 * @param {readonly Target[]} pipelines
 * @param {number} index
 * @param {StormDelivery['kind']} kind
 * @param {string} name
 * @returns {StormDelivery}
 */
function delivery(pipelines, index, kind, name) {
  const pipeline = /** @type {Target} */ (pipelines[index % pipelines.length]);
  return { pipeline, id: randomUUID(), kind, commit: commitOf(name) };
}

/** @param {string} name */
export function commitOf(name) {
  return createHash('sha1').update(name).digest('hex');
}

/**
 * What GitHub sends of it; a body as long as they are in life.
 *
 * @param {StormDelivery} delivery
 * @returns {{ url: string, body: string, headers: Record<string, string> }}
 */
export function requestOf({ pipeline, id, kind, commit }) {
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    before: commitOf(`before ${commit}`),
    after: commit,
    head_commit: { id: commit, message: 'Change something' },
    commits: Array.from({ length: 10 }, (_, index) => ({
      id: commitOf(`${commit} ${index}`),
      message: `Step ${index} of something that takes a sentence or two to say, as messages of commits do`,
      added: [`src/added-${index}.ts`],
      removed: [],
      modified: [`src/modified-${index}.ts`, `src/also-modified-${index}.ts`],
    })),
    repository: { full_name: 'storm/shop', clone_url: 'https://git.example.org/storm/shop.git' },
  });
  const secret = kind === 'forged' ? 'guessed' : pipeline.trigger_secret;
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return {
    url: pipeline.trigger_uri,
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-GitHub-Event': 'push',
      'X-GitHub-Delivery': id,
      ...(kind === 'unsigned' ? {} : { 'X-Hub-Signature-256': signature }),
    },
  };
}

/** @template T @param {T[]} items @returns {T[]} */
function shuffled(items) {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
