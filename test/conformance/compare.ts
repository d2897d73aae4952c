import { canonical } from './canonical.js';
import { Expected, ShownTask } from './case.js';

/** The corpus's levels that count; each includes the ones before it. */
export const LEVELS = ['behaviour', 'data', 'accounting'] as const;
export type Level = (typeof LEVELS)[number];

/** One thing that came out otherwise. Diagnostics (texts of errors) are advisory. */
export interface Difference {
  readonly level: Level | 'diagnostics';
  readonly what: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** What differs, the levels in their order. */
export function compare(expected: Expected, got: Expected): Difference[] {
  const differences: Difference[] = [];
  const check = (
    level: Difference['level'],
    what: string,
    aspect: (of: Expected) => unknown,
    wanted: unknown = aspect(expected),
    actual: unknown = aspect(got),
  ): void => {
    if (canonical(wanted) !== canonical(actual)) {
      differences.push({ level, what, expected: wanted, got: actual });
    }
  };
  check('behaviour', 'create_status', (of) => of.create_status);
  check('behaviour', 'refused_at', (of) => of.refused_at);
  check('behaviour', 'state', (of) => of.state);
  check('behaviour', 'output', withoutInfo);
  check('behaviour', 'tasks', (of) => each(of, () => undefined));
  check('data', 'published', (of) => each(of, ({ published }) => published ?? {}));
  check('data', 'workflow_executions', (of) => each(of, (task) => subsOf(task)));
  check('data', 'http_requests', (of) => sorted(of.http_requests));
  check('data', 'event_results', (of) => of.event_results?.map(({ status }) => status));
  check('accounting', 'action_executions', (of) => each(of, (task) => task.action_executions));
  return [...differences, ...textDifferences(expected, got)];
}

function withoutInfo({ output }: Pick<Expected, 'output'>): unknown {
  return output?.result === '$STATE_INFO' ? { ...output, result: null } : output;
}

/** A multiset: in an order that depends on nothing but what is in it. */
function sorted<T>(items: readonly T[] | undefined): T[] | undefined {
  return items?.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
}

function each({ tasks }: Expected, show: (task: ShownTask) => unknown): unknown[] | undefined {
  return sorted(
    tasks?.map((task) => [task.name, task.state, show(task)].filter((part) => part !== undefined)),
  );
}

function subsOf({ workflow_executions: subs }: ShownTask): unknown {
  return sorted(subs?.map((sub) => ({ ...sub, output: withoutInfo(sub as Pick<Expected, 'output'>) })));
}

function textDifferences(expected: Expected, got: Expected): Difference[] {
  const differences: Difference[] = [];
  const contains = (
    what: string,
    part: string | null | undefined,
    whole: string | null | undefined,
  ): void => {
    if (!part || whole?.includes(part)) return;
    differences.push({ level: 'diagnostics', what, expected: part, got: whole ?? null });
  };
  contains('faultstring', expected.faultstring_contains, got.faultstring_contains);
  contains('state_info', expected.state_info_contains, got.state_info_contains);
  expected.event_results?.forEach(({ faultstring_contains: part }, index) =>
    contains(`faultstring of event ${index + 1}`, part, got.event_results?.[index]?.faultstring_contains),
  );
  const result = ({ output }: Expected): unknown => output?.result === '$STATE_INFO';
  if (result(expected) !== result(got)) {
    const [wanted, actual] = [expected.output?.result, got.output?.result];
    differences.push({ level: 'diagnostics', what: 'output.result', expected: wanted, got: actual });
  }
  const rest = [...(got.tasks ?? [])];
  for (const { name, state_info_contains: part } of expected.tasks ?? []) {
    const named = rest.filter((task) => task.name === name);
    const found = named.find((task) => !part || task.state_info_contains?.includes(part));
    if (found) rest.splice(rest.indexOf(found), 1);
    else contains(`state_info of ${name}`, part, named[0]?.state_info_contains);
  }
  return differences;
}
