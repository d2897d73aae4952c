import { readFileSync } from 'node:fs';
import { exampleOf, fieldsTable, refsIn, shapeLink, typeOf } from './api-shapes.mjs';
import { cell, heading, table } from './markdown.mjs';

/** The shape of every error; a page of its own tells it. */
const ERROR = 'Problem';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const document = JSON.parse(readFileSync(new URL('../../docs/api/openapi.json', import.meta.url), 'utf8'));

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({ method, path, ...item[method] })),
);

/** What the API's operations are sorted by. */
export function apiTags() {
  return document.tags.map(({ name, description }) => ({
    name: name[0].toUpperCase() + name.slice(1),
    slug: name.replaceAll(' ', '-'),
    description,
    operations: operations.filter(({ tags }) => tags.includes(name)),
  }));
}

/** Every operation of the API in one table. */
export function apiIndex() {
  const rows = apiTags().flatMap(({ slug, operations: own }) =>
    own.map((operation) => [
      `\`${request(operation)}\``,
      `[${cell(operation.summary)}](./${slug}#${operation.operationId.toLowerCase()})`,
    ]),
  );
  return `# All operations\n\n${table(['request', 'what it does'], rows)}`;
}

/** The page of one tag: its operations, then the shapes of what they take and answer. */
export function apiPage({ name, description, operations: own }) {
  const shapes = shapesOf(own);
  return [
    `# ${name}`,
    cell(description),
    ...own.map(operationSection),
    ...(shapes.length > 0 ? ['## Shapes', ...shapes.map(shapeSection)] : []),
  ].join('\n\n');
}

function operationSection(operation) {
  return [
    heading(2, operation.summary, operation.operationId.toLowerCase()),
    `\`\`\`http\n${request(operation)}\n\`\`\``,
    cell(operation.description ?? ''),
    parametersOf(operation),
    bodyOf(operation),
    answersOf(operation),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function request({ method, path }) {
  return `${method.toUpperCase()} ${path}`;
}

function parametersOf({ parameters = [] }) {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, in: place, required, schema, description }) => [
    `\`${name}\``,
    place,
    typeOf(schema),
    [required && place !== 'path' ? 'Required.' : '', cell(description ?? '')].filter(Boolean).join(' '),
  ]);
  return table(['parameter', 'in', 'type', 'meaning'], rows);
}

function bodyOf({ requestBody }) {
  if (!requestBody) return '';
  const kinds = Object.keys(requestBody.content);
  const { schema } = requestBody.content[kinds[0]];
  const needed = requestBody.required ? 'Body' : 'Body, which may be left out';
  const intro = `**${needed}**: ${typeOf(schema)}, as ${kinds.map((kind) => `\`${kind}\``).join(', ')}.`;
  if (kinds[0] !== 'application/json') return intro;
  const example = exampleOf(schema, document, { requiredOnly: true });
  return `${intro}\n\n${json(example)}`;
}

function answersOf({ responses }) {
  const all = Object.entries(responses);
  const isProblem = ({ content }) => refsIn(content ?? {}).includes(ERROR);
  const good = all.filter(([, response]) => !isProblem(response));
  const bad = all.filter(([, response]) => isProblem(response)).map(([status]) => `\`${status}\``);
  const rows = good.map(([status, { description, content = {} }]) => [
    `\`${status}\` ${cell(description)}`,
    Object.entries(content)
      .map(([kind, { schema }]) => (schema ? `${typeOf(schema)} (\`${kind}\`)` : `\`${kind}\``))
      .join('; ') || 'no body',
  ]);
  const errors = bad.length > 0 ? `Errors: ${bad.join(', ')}; [what their codes mean](../errors).` : '';
  return [table(['answer', 'body'], rows), answerExample(good), errors].filter(Boolean).join('\n\n');
}

function answerExample(good) {
  const schema = good.map(([, { content }]) => content?.['application/json']?.schema).find(Boolean);
  if (!schema) return '';
  return `::: details Example of the answer\n${json(exampleOf(schema, document))}\n:::`;
}

function json(value) {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

/** Names of all shapes that the operations speak of, those inside of others among them, but for the error's. */
function shapesOf(own) {
  const names = new Set();
  const visit = (node) => {
    for (const name of refsIn(node)) {
      if (name === ERROR || names.has(name)) continue;
      names.add(name);
      visit(document.components.schemas[name]);
    }
  };
  visit(own.map(({ parameters, requestBody, responses }) => ({ parameters, requestBody, responses })));
  return [...names].sort();
}

function shapeSection(name) {
  const schema = document.components.schemas[name];
  return [heading(3, name, shapeLink(name).slice(1)), cell(schema.description ?? ''), fieldsTable(schema)]
    .filter(Boolean)
    .join('\n\n');
}
