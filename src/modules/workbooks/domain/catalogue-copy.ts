import { digestOf, Workbook } from './workbook.js';

const MARK = /^# built-in (sha256:[0-9a-f]{64}): [^\n]*\n/;

/**
 * A built-in workbook as it is put into a project: its document under a line that bears its digest. The copy itself tells
 * so, in whichever engine it is, whether anybody has changed it since; no table has to agree with the engine.
 */
export function catalogueCopy({ definition, digest }: Workbook): string {
  return `# built-in ${digest}: kept up to date until anything below this line is changed.\n${definition}`;
}

/** Whether a project's workbook is a copy of a built-in one, of this release or an earlier, that nobody has changed. */
export function isUnchangedCopy(definition: string): boolean {
  const mark = MARK.exec(definition);
  return mark !== null && digestOf(definition.slice(mark[0].length)) === mark[1];
}
