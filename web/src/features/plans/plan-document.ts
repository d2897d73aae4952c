import { type Document, isMap, isSeq, parseDocument, stringify } from 'yaml';
import type { Schemas } from '../../shared/api/client.js';

export type Path = readonly (string | number)[];

export const STARTER = `# What to test, build and run. The form and this text are one document.
version: 1
name: ""
artifacts:
  - name: web
    content:
      href: ""
`;

/** A plan's YAML; the form reads and changes single values of it, so that comments and order stay. */
export class PlanText {
  private readonly document: Document;

  constructor(readonly text: string) {
    this.document = parseDocument(text);
  }

  /** Why the form cannot show it; undefined where it can. */
  get unreadable(): string | undefined {
    const [error] = this.document.errors;
    if (error) return error.message.split('\n')[0];
    return isMap(this.document.contents) ? undefined : 'The plan is not a mapping of names to values.';
  }

  get artifacts(): number {
    const artifacts = this.document.get('artifacts');
    return isSeq(artifacts) ? artifacts.items.length : 0;
  }

  value(path: Path): string {
    const value: unknown = this.document.getIn(path);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  isSet(path: Path): boolean {
    return this.document.getIn(path) === true;
  }

  /** The text with that value; `undefined` takes the member away. */
  with(path: Path, value: string | boolean | undefined): string {
    const changed = parseDocument(this.text);
    if (value === undefined) changed.deleteIn(path);
    else changed.setIn(path, value);
    return changed.toString({ lineWidth: 0 });
  }
}

/** The part of a plan that people write, as YAML. */
export function planText(plan: Schemas['Plan']): string {
  const { version, name, description, artifacts = [], services = [], parameters = {} } = plan;
  return stringify(
    {
      version,
      name,
      ...(description ? { description } : {}),
      artifacts,
      ...(services.length > 0 ? { services } : {}),
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    },
    { lineWidth: 0 },
  );
}

/** The text without tokens: what may be kept in the browser. */
export function withoutTokens(text: string): string {
  return text.replace(/(["']?repo_token["']?\s*:).*/g, '$1 ""');
}
