/** Text as a cell of a table or a paragraph: nothing in it is taken for markup of HTML or Vue. */
export function cell(text, { code = false } = {}) {
  const oneLine = String(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (code) return oneLine.replaceAll('|', '\\|');
  return oneLine
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : escaped(part)))
    .join('')
    .replace(/(?<!\\)\|/g, '\\|');
}

function escaped(text) {
  return text
    .replaceAll('<', '&lt;')
    .replaceAll('{{', '&#123;&#123;')
    .replaceAll('*', '\\*')
    .replaceAll('_', '\\_');
}

/** A heading whose anchor does not change with its words. */
export function heading(level, text, anchor) {
  return `${'#'.repeat(level)} ${cell(text)} {#${anchor}}`;
}

export function table(titles, rows) {
  if (rows.length === 0) return '';
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
