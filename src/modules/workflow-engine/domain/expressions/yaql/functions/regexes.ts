import { PyDict } from '../../python/dict.js';
import { escapeRegex, expandTemplate, MatchGroup, PyRegex, RegexMatch } from '../../python/regex.js';
import { str } from '../../python/text.js';
import { PyValue } from '../../python/values.js';
import { Call, overload, ScopedLambda, YaqlFunction, YaqlScope } from '../function.js';

type Whole = bigint | boolean;

/** `$1` is the whole match, `$2` its first group, `$name` a named one, each with value, start and end. */
function publish(scope: YaqlScope, match: RegexMatch): YaqlScope {
  const child = scope.child();
  match.groups.forEach((group, index) => child.set(String(index + 1), record(group)));
  for (const [name, index] of match.names) {
    const group = match.groups[index];
    if (group !== undefined) child.set(name, record(group));
  }
  return child;
}

const record = ({ value, start, end }: MatchGroup): PyDict =>
  PyDict.of([
    ['value', value],
    ['start', BigInt(start)],
    ['end', BigInt(end)],
  ]);

const whole = (match: RegexMatch): string => match.groups[0]?.value ?? '';

function search(
  { budget, scope }: Call,
  regex: PyRegex,
  text: string,
  selector: ScopedLambda | null,
): PyValue {
  const match = regex.search(text, budget);
  if (match === undefined) return null;
  return selector === null ? whole(match) : selector(publish(scope, match));
}

function* searchAll(
  { budget, scope }: Call,
  regex: PyRegex,
  text: string,
  selector: ScopedLambda | null,
): Generator<PyValue> {
  for (const match of regex.searchAll(text, budget)) {
    yield selector === null ? whole(match) : selector(publish(scope, match));
  }
}

const split = ({ budget }: Call, regex: PyRegex, text: string, limit: Whole): PyValue =>
  regex.split(text, Number(limit), budget);

const replace = ({ budget }: Call, regex: PyRegex, text: string, template: string, limit: Whole): string =>
  regex.substitute(text, (match) => expandTemplate(template, match), Number(limit), budget);

function replaceBy(call: Call, regex: PyRegex, text: string, selector: ScopedLambda, limit: Whole): string {
  const { budget, scope } = call;
  return regex.substitute(
    text,
    (match) => str(selector(publish(scope, match)), budget),
    Number(limit),
    budget,
  );
}

export const REGEXES: readonly YaqlFunction[] = [
  overload(
    'function',
    'regex',
    'pattern:String, ignoreCase:bool=false, multiLine:bool=false, dotAll:bool=false',
    (_call, source: string, ignoreCase: boolean, multiLine: boolean, dotAll: boolean) =>
      new PyRegex(source, { ignoreCase, multiLine, dotAll }),
  ),
  overload('method', 'matches', 'regexp:Pattern, string:String', ({ invoke }, regex: PyRegex, text: string) =>
    invoke('#operator_=~', text, regex),
  ),
  overload('method', 'matches', 'string:String, regexp:String', ({ invoke }, text: string, pattern: string) =>
    invoke('#operator_=~', text, pattern),
  ),
  overload('method', 'search', 'regexp:Pattern, string:String, selector:ScopedLambda=null', search),
  overload('method', 'searchAll', 'regexp:Pattern, string:String, selector:ScopedLambda=null', searchAll),
  overload('method', 'split', 'regexp:Pattern, string:String, maxSplit:int=0', split),
  overload(
    'method',
    'split',
    'string:String, regexp:Pattern, maxSplit:int=0',
    (call, text: string, regex: PyRegex, limit: Whole) => split(call, regex, text, limit),
  ),
  overload('method', 'replace', 'regexp:Pattern, string:String, repl:String, count:int=0', replace),
  overload(
    'method',
    'replace',
    'string:String, regexp:Pattern, repl:String, count:int=0',
    (call, text: string, regex: PyRegex, template: string, limit: Whole) =>
      replace(call, regex, text, template, limit),
  ),
  overload('method', 'replaceBy', 'regexp:Pattern, string:String, repl:ScopedLambda, count:int=0', replaceBy),
  overload(
    'method',
    'replaceBy',
    'string:String, regexp:Pattern, repl:ScopedLambda, count:int=0',
    (call, text: string, regex: PyRegex, selector: ScopedLambda, limit: Whole) =>
      replaceBy(call, regex, text, selector, limit),
  ),
  overload('function', 'escapeRegex', 'string:String', (_call, text: string) => escapeRegex(text)),
  overload('function', 'isRegex', 'value:object?', (_call, value: PyValue) => value instanceof PyRegex),
];
