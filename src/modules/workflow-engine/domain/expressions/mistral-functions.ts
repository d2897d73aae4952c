import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ExpressionContext } from './expression-context.js';
import { Budget } from './python/budget.js';
import { PyDict } from './python/dict.js';
import { truthy } from './python/equality.js';
import { PythonError, typeError } from './python/errors.js';
import { dumpJson, parseJson } from './python/json-text.js';
import { fromJson } from './python/json-values.js';
import { str } from './python/text.js';
import { PyValue, typeName } from './python/values.js';
import { dumpYaml, parseYaml } from './python/yaml-text.js';

export interface MistralParameter {
  readonly name: string;
  /** What it is when it is not given; absent where it must be given. */
  readonly fallback?: null | boolean;
}

const required = (name: string): MistralParameter => ({ name });
const optional = (name: string, fallback: null | boolean = null): MistralParameter => ({ name, fallback });

/** The functions Mistral adds to both languages, after mistral/expressions/std_functions.py. */
export const MISTRAL_SIGNATURES: Readonly<Record<string, readonly MistralParameter[]>> = {
  env: [],
  execution: [],
  executions: [
    optional('id'),
    optional('root_execution_id'),
    optional('state'),
    optional('from_time'),
    optional('to_time'),
  ],
  task: [optional('task_name')],
  tasks: [
    optional('workflow_execution_id'),
    optional('recursive', false),
    optional('state'),
    optional('flat', false),
  ],
  global: [required('var_name')],
  uuid: [],
  json_pp: [optional('data')],
  json_dump: [required('data')],
  json_parse: [required('data')],
  yaml_dump: [required('data')],
  yaml_parse: [required('data')],
};

/** JSON for people: the line breaks in its texts are shown as such. */
export function prettyJson(value: PyValue, budget: Budget): string {
  return dumpJson(value, 4, budget).replaceAll('\\n', '\n').replaceAll(' \n', '\n');
}

type Implementation = (args: readonly PyValue[], context: ExpressionContext, budget: Budget) => PyValue;

const arg = (args: readonly PyValue[], index: number): PyValue => args[index] ?? null;

const textOrNull = (value: PyValue, budget: Budget): string | null =>
  value === null ? null : str(value, budget);

function text(value: PyValue): string {
  if (typeof value === 'string') return value;
  throw typeError(`the JSON object must be str, bytes or bytearray, not ${typeName(value)}`);
}

const plain = (json: unknown): PyValue => fromJson(json, 'plain');

function findExecution(context: ExpressionContext): JsonObject {
  const execution = context.workflow.execution();
  if (execution === null) throw new PythonError('KeyError', "'__execution'");
  return execution;
}

const IMPLEMENTATIONS: Readonly<Record<string, Implementation>> = {
  env: (_args, context) => fromJson(context.workflow.environment(), 'frozen'),
  execution: (_args, context) => plain(findExecution(context)),
  executions: (args, context, budget) =>
    plain(
      context.workflow.executions({
        id: textOrNull(arg(args, 0), budget),
        rootExecutionId: textOrNull(arg(args, 1), budget),
        state: textOrNull(arg(args, 2), budget),
        fromTime: textOrNull(arg(args, 3), budget),
        toTime: textOrNull(arg(args, 4), budget),
      }),
    ),
  task: (args, context, budget) => {
    const name = arg(args, 0);
    return plain(context.workflow.task(truthy(name) ? str(name, budget) : undefined));
  },
  tasks: (args, context, budget) =>
    plain(
      context.workflow.tasks({
        workflowExecutionId: textOrNull(arg(args, 0), budget),
        recursive: truthy(arg(args, 1)),
        state: textOrNull(arg(args, 2), budget),
        flat: truthy(arg(args, 3)),
      }),
    ),
  global: (args, context) => new PyDict(globalsOf(context)).getOr(arg(args, 0), null),
  uuid: () => randomUUID(),
  json_pp: (args, context, budget) => {
    const data = arg(args, 0);
    const shown = truthy(data) ? data : plain(context.data);
    return prettyJson(shown, budget);
  },
  json_dump: (args, _context, budget) => dumpJson(arg(args, 0), 4, budget),
  json_parse: (args, _context, budget) => parseJson(text(arg(args, 0)), budget),
  yaml_dump: (args, _context, budget) => dumpYaml(arg(args, 0), budget),
  yaml_parse: (args, _context, budget) => parseYaml(text(arg(args, 0)), budget),
};

const globalsOf = (context: ExpressionContext) => (): [PyValue, PyValue][] =>
  Object.entries(context.workflow.globals()).map(([key, value]) => [key, plain(value)]);

/** Calls one of them with its arguments in order, the absent ones filled in. */
export function mistralFunction(
  name: string,
  args: readonly PyValue[],
  context: ExpressionContext,
  budget: Budget,
): PyValue {
  const implementation = IMPLEMENTATIONS[name];
  if (implementation === undefined) throw new PythonError('KeyError', `'${name}'`);
  return implementation(args, context, budget);
}
