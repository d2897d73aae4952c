import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, JsonValue } from '../../../shared/domain/json.js';
import { StackTemplate, TemplateCatalogue } from '../domain/template-catalogue.js';

const ENDING = '.yaml';

/** Reads every `*.yaml` of a directory once; what is no Heat template stops the service from starting. */
export class FileTemplateCatalogue extends TemplateCatalogue {
  private readonly templates: ReadonlyMap<string, StackTemplate>;

  constructor(directory: string) {
    super();
    const files = readdirSync(directory).filter((file) => file.endsWith(ENDING));
    this.templates = new Map(
      files.sort().map((file) => {
        const name = file.slice(0, -ENDING.length);
        return [name, templateOf(name, readFileSync(join(directory, file), 'utf8'))];
      }),
    );
  }

  list(): readonly StackTemplate[] {
    return [...this.templates.values()];
  }

  find(name: string): StackTemplate | undefined {
    return this.templates.get(name);
  }
}

function templateOf(name: string, text: string): StackTemplate {
  const document = load(text);
  if (!isJsonObject(document) || document.heat_template_version === undefined) {
    throw new Error(`The template "${name}" is no Heat template: it has no heat_template_version.`);
  }
  return {
    name,
    text,
    description: textOf(document.description),
    parameters: parametersOf(document.parameters ?? {}),
  };
}

function parametersOf(parameters: JsonValue): StackTemplate['parameters'] {
  const declared = isJsonObject(parameters) ? Object.entries(parameters) : [];
  return Object.fromEntries(
    declared.map(([name, schema]) => {
      const { type, description, default: fallback } = isJsonObject(schema) ? schema : {};
      const parameter = { type: textOf(type) ?? 'string', description: textOf(description) };
      return [name, fallback === undefined ? parameter : { ...parameter, default: fallback }];
    }),
  );
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value.trim() : null;
}
