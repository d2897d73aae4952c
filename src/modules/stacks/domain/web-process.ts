import { DomainError } from '../../../shared/domain/domain-error.js';
import { isJsonObject, JsonObject, JsonValue } from '../../../shared/domain/json.js';
import { StackTemplate } from './template-catalogue.js';

/** What the parameters of a template with a `run_cmd` ask for: one command that serves HTTP on PORT. */
export interface WebProcess {
  /** Id of the artifact, a slug. */
  readonly artifact: string;
  /** For the shell, run in the unpacked artifact. */
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Path that answers below 500 when the command is ready. */
  readonly healthPath: string;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A template that takes no command runs nothing. */
export function runsWebProcess(template: StackTemplate): boolean {
  return 'run_cmd' in template.parameters;
}

/** Reads a template's complete parameters. Throws `invalid` (`stack.wrong_parameters`) naming the wrong one. */
export function webProcessOf(parameters: JsonObject): WebProcess {
  return {
    artifact: textOf(parameters, 'artifact'),
    command: textOf(parameters, 'run_cmd'),
    environment: environmentOf(parameters.environment ?? {}),
    healthPath: healthPathOf(textOf(parameters, 'health_path')),
  };
}

function textOf(parameters: JsonObject, name: string): string {
  const value = parameters[name];
  if (typeof value === 'string' && value.trim() !== '' && !value.includes('\0')) return value;
  throw wrong(name, `${name} must be a text that is not empty.`);
}

function environmentOf(value: JsonValue): Record<string, string> {
  if (!isJsonObject(value)) throw wrong('environment', 'environment must map names to texts.');
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, variableOf(name, text)]));
}

function variableOf(name: string, value: JsonValue): string {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (VARIABLE.test(name) && isPlain && !String(value).includes('\0')) return String(value);
  throw wrong('environment', `environment: "${name}" is not a variable's name, or its value is not a text.`);
}

function healthPathOf(path: string): string {
  if (/^\/[\x21-\x7e]*$/.test(path)) return path;
  throw wrong('health_path', 'health_path must be a URL path that begins with a slash.');
}

function wrong(name: string, detail: string): DomainError {
  return DomainError.invalidField('stack.wrong_parameters', `/parameters/${name}`, detail);
}
