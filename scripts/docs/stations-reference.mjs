import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cell, table } from './markdown.mjs';

/** A section for each station, of the schema that its calls are checked against. */
export async function generated() {
  const stations = await describedStations();
  return stations.map(section).join('\n\n');
}

/** What the stations' registry says in a service that nothing listens for. */
async function describedStations() {
  await import('reflect-metadata');
  const { loadConfig } = await import('../../dist/config/app-config.js');
  const { createApplication } = await import('../../dist/application.js');
  const { StationRegistry } = await import('../../dist/modules/stations/index.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'solum-reference-'));
  const config = loadConfig({ SOLUM_DATA_DIR: dataDir, SOLUM_LOG_LEVEL: 'silent', SOLUM_ROLES: 'api' });
  const app = await createApplication(config);
  const stations = app.get(StationRegistry, { strict: false }).describe();
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
  return stations;
}

function section({ id, description, input }) {
  return `## ${id}\n\n${cell(description)}\n\n${table(['input', 'type', '', 'meaning'], rowsOf(input))}`;
}

/** A row for each member, those inside of an object as `object.member`. */
function rowsOf({ properties = {}, required = [] }, prefix = '') {
  return Object.entries(properties).flatMap(([name, field]) => {
    const needed = required.includes(name) ? 'required' : '';
    const meaning = [cell(field.description ?? ''), limitsOf(field)].filter(Boolean).join('; ');
    const row = [`\`${prefix}${name}\``, typeOf(field), needed, meaning];
    return [row, ...(field.properties ? rowsOf(field, `${prefix}${name}.`) : [])];
  });
}

function typeOf({ type, items, anyOf, additionalProperties }) {
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${typeOf(items)}`;
  if (type === 'object' && additionalProperties?.type) return `object of ${typeOf(additionalProperties)}`;
  return type ?? 'any';
}

function limitsOf(field) {
  const limits = [
    field.enum && `one of ${field.enum.map((value) => `\`${value}\``).join(', ')}`,
    field.default !== undefined && `default \`${field.default}\``,
    field.minimum !== undefined && `${field.minimum} to ${field.maximum}`,
    field.maxItems !== undefined && `${field.maxItems} at most`,
    field.maxLength !== undefined && `${field.maxLength} characters at most`,
  ];
  return limits.filter(Boolean).join('; ');
}
