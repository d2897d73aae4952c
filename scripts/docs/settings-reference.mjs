import { cell, table } from './markdown.mjs';

/** A row for each setting of the schema that the service itself reads its environment with. */
export async function generated() {
  const { z } = await import('zod');
  const { environmentSchema } = await import('../../dist/config/app-config.js');
  const { properties } = z.toJSONSchema(environmentSchema, { io: 'input' });
  const rows = Object.entries(properties).map(([name, setting]) => [
    `\`${name}\``,
    cell(setting.description),
    setting.default !== undefined && setting.default !== '' ? `\`${setting.default}\`` : '',
    valuesOf(setting),
  ]);
  return table(['variable', 'meaning', 'default', 'values'], rows);
}

/** @param {{ enum?: string[], minimum?: number, maximum?: number }} setting */
function valuesOf({ enum: names, minimum, maximum }) {
  if (names) return names.map((name) => `\`${name}\``).join(', ');
  if (minimum === undefined) return '';
  return maximum === Number.MAX_SAFE_INTEGER ? `${minimum} or more` : `${minimum} to ${maximum}`;
}
