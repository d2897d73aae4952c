/** The DSL's version at the top level of a block-style document, where it is a number: `version: 2.0`. */
const UNQUOTED = /^(["']?version["']?[ \t]*:[ \t]+)(2(?:\.0*)?|['"]2['"])([ \t]*(?:#.*)?)$/m;

/**
 * Quotes the version of a workbook. Mistral 15 answers 500 to a workbook whose version is a number (or `'2'`), although
 * its validation takes it.
 */
export function withQuotedVersion(definition: string): string {
  return definition.replace(UNQUOTED, `$1'2.0'$3`);
}
