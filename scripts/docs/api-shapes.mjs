import { cell, table } from './markdown.mjs';

const REF = /^#\/components\/schemas\/(.+)$/;
const DEEPEST_EXAMPLE = 6;

/** The anchor of a shape on the page that it is told on. */
export function shapeLink(name) {
  return `#shape-${name.toLowerCase()}`;
}

/** Names of the shapes that a part of the document refers to. */
export function refsIn(node) {
  const text = JSON.stringify(node) ?? '';
  return [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
}

/** A schema in a few words, as Markdown. */
export function typeOf(schema = {}) {
  const name = REF.exec(schema.$ref ?? '')?.[1];
  if (name) return `[${name}](${shapeLink(name)})`;
  const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (either) return [...new Set(either.map(typeOf))].join(' or ');
  const types = [schema.type ?? 'any'].flat();
  return types.map((type) => ofOneType(type, schema)).join(' or ');
}

function ofOneType(type, schema) {
  if (type === 'array') return `list of ${typeOf(schema.items)}`;
  if (type === 'object' && schema.additionalProperties?.type) {
    return `object of ${typeOf(schema.additionalProperties)}`;
  }
  if (type === 'string' && schema.format) return schema.format;
  return type;
}

/** A row for each member of an object; of anything else, its type. */
export function fieldsTable(schema) {
  if (!schema.properties) return cell(typeOf(schema));
  const required = schema.required ?? [];
  const rows = Object.entries(schema.properties).map(([name, field]) => [
    `\`${name}\``,
    typeOf(field),
    required.includes(name) ? '' : 'may be absent',
    [cell(field.description ?? ''), limitsOf(field)].filter(Boolean).join(' '),
  ]);
  return table(['member', 'type', '', 'meaning'], rows);
}

function limitsOf({ enum: values, minimum, maximum, minLength, maxLength, maxItems, pattern, ...field }) {
  const limits = [
    values && `One of ${values.map((value) => `\`${value}\``).join(', ')}.`,
    minimum !== undefined && `At least ${minimum}.`,
    maximum !== undefined && `At most ${maximum}.`,
    minLength !== undefined && `At least ${minLength} characters.`,
    maxLength !== undefined && `At most ${maxLength} characters.`,
    maxItems !== undefined && `At most ${maxItems}.`,
    pattern !== undefined && `Matches \`${cell(pattern, { code: true })}\`.`,
    field.default !== undefined && `Default: \`${cell(JSON.stringify(field.default), { code: true })}\`.`,
  ];
  return limits.filter(Boolean).join(' ');
}

const OF_FORMAT = {
  uuid: '7b0b9a3c-6e0e-4b57-9c0e-3f0a2a7b9d11',
  uri: 'http://127.0.0.1:9777/…',
  'date-time': '2026-02-03T04:05:06.000Z',
};

/** A value that a schema allows, of its own examples where it has some. `requiredOnly` leaves out what may be absent and has none. */
export function exampleOf(schema, document, { requiredOnly = false } = {}, depth = 0) {
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  const name = REF.exec(schema.$ref ?? '')?.[1];
  const inner = (of) => exampleOf(of, document, { requiredOnly }, depth + 1);
  if (depth > DEEPEST_EXAMPLE) return null;
  if (name) return inner(document.components.schemas[name]);
  const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  const types = [schema.type].flat();
  if (types.includes('null') || either?.some(({ type }) => type === 'null')) return null;
  if (either) return inner(either[0]);
  if (schema.enum) return schema.enum[0];
  return ofType(types[0], schema, inner, requiredOnly);
}

function ofType(type, schema, inner, requiredOnly) {
  if (type === 'array') return [inner(schema.items ?? {})];
  if (type === 'object') {
    const required = schema.required ?? [];
    const shown = Object.entries(schema.properties ?? {}).filter(
      ([name, field]) => !requiredOnly || required.includes(name) || field.example !== undefined,
    );
    return Object.fromEntries(shown.map(([name, field]) => [name, inner(field)]));
  }
  if (type === 'string') return OF_FORMAT[schema.format] ?? '…';
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? (schema.minimum ?? 1) : null;
}
