import { DomainError, FieldError } from '../../../shared/domain/domain-error.js';
import type { JsonObject, JsonValue } from '../../../shared/domain/json.js';

export interface TemplateParameter {
  /** Heat's: `string`, `number`, `json`, `comma_delimited_list`, `boolean`. */
  readonly type: string;
  readonly description: string | null;
  /** Absent where the parameter must be given. */
  readonly default?: JsonValue;
}

/** What a provider has to know of a Heat template, besides handing its text to Heat. */
export interface StackTemplate {
  /** Its file's name without the ending. */
  readonly name: string;
  readonly description: string | null;
  /** By name. */
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  /** The Heat template as it was written, YAML. */
  readonly text: string;
}

/** The templates that a stack can be updated to. */
export abstract class TemplateCatalogue {
  abstract list(): readonly StackTemplate[];

  abstract find(name: string): StackTemplate | undefined;

  /** Throws `invalid` (`stack.unknown_template`). */
  get(name: string): StackTemplate {
    const template = this.find(name);
    if (template) return template;
    const known = this.list().map((other) => other.name);
    throw DomainError.invalidField(
      'stack.unknown_template',
      '/template',
      `There is no template "${name}"; there are: ${known.join(', ')}.`,
    );
  }
}

/** Adds the defaults. Throws `invalid` (`stack.wrong_parameters`) for what is missing and what the template does not take. */
export function completeParameters(
  template: StackTemplate,
  given: Readonly<Record<string, JsonValue>>,
): JsonObject {
  const unknown = Object.keys(given).filter((name) => !(name in template.parameters));
  const missing = Object.entries(template.parameters)
    .filter(([name, parameter]) => given[name] === undefined && parameter.default === undefined)
    .map(([name]) => name);
  const errors: FieldError[] = [
    ...unknown.map((name) => wrong(name, `The template "${template.name}" takes no parameter "${name}".`)),
    ...missing.map((name) => wrong(name, `The template "${template.name}" needs the parameter "${name}".`)),
  ];
  if (errors.length > 0)
    throw new DomainError('invalid', 'stack.wrong_parameters', detailsOf(errors), { errors });
  const defaults = Object.entries(template.parameters).flatMap(([name, parameter]) =>
    parameter.default === undefined ? [] : [[name, parameter.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

function wrong(name: string, detail: string): FieldError {
  return { pointer: `/parameters/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail };
}

function detailsOf(errors: readonly FieldError[]): string {
  return errors.map(({ detail }) => detail).join(' ');
}
