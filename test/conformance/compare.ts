import { canonical } from './canonical.js';
import { Expected, ShownTask } from './case.js';

/** The corpus's levels; each includes the ones before it. */
export const LEVELS = ['behaviour', 'data', 'accounting', 'diagnostics'] as const;
export type Level = (typeof LEVELS)[number];

/** What differs, by the level at which it does. */
export function compare(expected: Expected, actual: Expected): Map<Level, string[]> {
  const differences = new Map<Level, string[]>();
  const check = (level: Level, what: string, wanted: unknown, got: unknown): void => {
    if (canonical(wanted) === canonical(got)) return;
    const text = `${what}: expected ${canonical(wanted)}, got ${canonical(got)}`;
    differences.set(level, [...(differences.get(level) ?? []), text]);
  };
  check('behaviour', 'create_status', expected.create_status, actual.create_status);
  check('behaviour', 'refused_at', expected.refused_at, actual.refused_at);
  check('behaviour', 'state', expected.state, actual.state);
  check('behaviour', 'output', withoutInfo(expected), withoutInfo(actual));
  check('behaviour', 'tasks', stateOf(expected), stateOf(actual));
  check('data', 'published', publishedOf(expected), publishedOf(actual));
  check('data', 'workflow_executions', subsOf(expected), subsOf(actual));
  check('data', 'http_requests', sorted(expected.http_requests), sorted(actual.http_requests));
  check('data', 'event_results', statuses(expected), statuses(actual));
  check('accounting', 'action_executions', accountOf(expected), accountOf(actual));
  checkTexts(expected, actual, check);
  return differences;
}

type Check = (level: Level, what: string, wanted: unknown, got: unknown) => void;

function checkTexts(expected: Expected, actual: Expected, check: Check): void {
  const contains = (
    what: string,
    part: string | null | undefined,
    whole: string | null | undefined,
  ): void => {
    if (part && !whole?.includes(part)) check('diagnostics', what, part, whole ?? null);
  };
  contains('faultstring', expected.faultstring_contains, actual.faultstring_contains);
  contains('state_info', expected.state_info_contains, actual.state_info_contains);
  check('diagnostics', 'output.result', expected.output?.result, actual.output?.result);
  const got = [...(actual.tasks ?? [])];
  for (const task of expected.tasks ?? []) {
    const index = got.findIndex(
      ({ name, state_info_contains: info }) =>
        name === task.name && (!task.state_info_contains || info?.includes(task.state_info_contains)),
    );
    const found = got.find(({ name }) => name === task.name);
    if (index < 0)
      check(
        'diagnostics',
        `state_info of ${task.name}`,
        task.state_info_contains,
        found?.state_info_contains,
      );
    else got.splice(index, 1);
  }
}

function withoutInfo({ output }: Expected): unknown {
  return output?.result === '$STATE_INFO' ? { ...output, result: null } : output;
}

function sorted(items: readonly unknown[] | undefined): string[] | undefined {
  return items?.map(canonical).sort();
}

function each(of: Expected, show: (task: ShownTask) => unknown): string[] | undefined {
  return sorted(of.tasks?.map((task) => [task.name, task.state, show(task)]));
}

function stateOf(of: Expected): string[] | undefined {
  return each(of, () => null);
}

function publishedOf(of: Expected): string[] | undefined {
  return each(of, ({ published }) => published ?? {});
}

function subsOf(of: Expected): string[] | undefined {
  return each(of, ({ workflow_executions: subs }) =>
    sorted(subs?.map((sub) => ({ ...sub, output: withoutInfo(sub as unknown as Expected) }))),
  );
}

function accountOf(of: Expected): string[] | undefined {
  return each(of, ({ action_executions: count }) => count);
}

function statuses({ event_results: results }: Expected): unknown {
  return results?.map(({ status }) => status);
}
