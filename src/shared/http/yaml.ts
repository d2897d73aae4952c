import { dump, load, YAMLException } from 'js-yaml';
import { DomainError } from '../domain/domain-error.js';
import type { TextPosition } from '../domain/yaml-position.js';

/** What counts as YAML on the wire; `x-application/yaml` is what python-solumclient sends. RFC 9512 names the last but one. */
export const YAML_TYPES = [
  'application/x-yaml',
  'x-application/yaml',
  'text/yaml',
  'text/x-yaml',
  'application/yaml',
] as const;

/** A YAML body as it was sent: decoded by whoever knows its form, or kept to the letter (a workbook's definition). */
export class YamlBody {
  constructor(readonly text: string) {}
}

/** Nodes a document may have after its aliases are followed; a few aliases can otherwise stand for billions. */
const MOST_NODES = 50_000;

/** Throws `invalid` (`yaml.invalid`) with the line and the column. */
export function parseYaml(text: string): unknown {
  try {
    const value = load(text);
    refuseAliasBombs(value);
    return value;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new DomainError(
      'invalid',
      'yaml.invalid',
      `The body is not YAML: ${error.message.split('\n')[0] ?? ''}`,
      { cause: error },
    );
  }
}

/** Where the text that `parseYaml` refused stops being YAML; undefined for any other error. */
export function yamlErrorPosition({ cause }: DomainError): TextPosition | undefined {
  if (!(cause instanceof YAMLException) || !cause.mark) return undefined;
  return { line: cause.mark.line + 1, column: cause.mark.column + 1 };
}

export function toYaml(value: unknown): string {
  return dump(JSON.parse(JSON.stringify(value)), { noRefs: true, lineWidth: 120 });
}

/**
 * Whether the answer is wanted as YAML: Accept says so, or Accept leaves it open and the request itself was YAML (the
 * old client asks for lists with only a YAML Content-Type).
 */
export function wantsYaml(headers: {
  accept?: string | undefined;
  'content-type'?: string | undefined;
}): boolean {
  const accept = headers.accept ?? '*/*';
  if (/yaml/i.test(accept)) return true;
  if (/json/i.test(accept)) return false;
  return /yaml/i.test(headers['content-type'] ?? '');
}

function refuseAliasBombs(root: unknown): void {
  const pending = [root];
  for (let nodes = 0; pending.length > 0; nodes += 1) {
    if (nodes > MOST_NODES) {
      throw new DomainError('invalid', 'yaml.invalid', `The document has more than ${MOST_NODES} nodes.`);
    }
    const value = pending.pop();
    if (typeof value === 'object' && value !== null) {
      pending.push(...(Object.values(value) as unknown[]).slice(0, MOST_NODES));
    }
  }
}
