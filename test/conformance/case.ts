import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readExactJson } from '../../src/modules/workflow-engine/domain/expressions/index.js';
import { JsonObject, JsonValue } from '../../src/shared/domain/json.js';

/** One case of the corpus, as its README describes it. */
export interface ConformanceCase {
  readonly name: string;
  readonly workbook: string;
  readonly workflow: string;
  readonly input: JsonObject;
  readonly params: JsonObject;
  readonly events: readonly CaseEvent[];
  readonly http_server: boolean;
  readonly quirk: boolean;
  readonly until: 'quiescent' | undefined;
  readonly settle: number | undefined;
  readonly timeout: number;
  readonly expected: Expected;
}

export interface CaseEvent {
  readonly after_task_running?: string;
  readonly after_task_state?: { readonly name: string; readonly state: string };
  readonly after_execution_state?: string;
  readonly after_seconds?: number;
  readonly complete_action?: CompleteAction;
  readonly update_action?: { readonly state: 'PAUSED' | 'RUNNING'; readonly task?: string };
  readonly pause_execution?: boolean;
  readonly resume?: boolean;
  readonly env?: JsonObject;
  readonly cancel?: boolean;
  readonly state_info?: string;
  readonly stop?: { readonly state: 'SUCCESS' | 'ERROR'; readonly state_info?: string };
  readonly rerun_task?: string;
  readonly task_state?: string;
  readonly reset?: boolean;
  readonly wait?: boolean;
}

export interface CompleteAction {
  readonly state: 'SUCCESS' | 'ERROR' | 'CANCELLED';
  readonly output?: JsonValue;
  readonly task?: string;
  readonly match_input?: JsonObject;
}

export interface Expected {
  readonly create_status: number;
  readonly refused_at?: 'workbook' | 'execution';
  readonly faultstring_contains?: string | null;
  readonly state?: string;
  readonly state_info_contains?: string;
  readonly output?: JsonObject;
  readonly tasks?: readonly ShownTask[];
  readonly event_results?: readonly EventResult[];
  readonly http_requests?: readonly JsonObject[];
}

export interface ShownTask {
  readonly name: string;
  readonly state: string;
  readonly published: JsonObject | null;
  readonly action_executions: number;
  readonly state_info_contains?: string | undefined;
  readonly workflow_executions?: readonly JsonObject[] | undefined;
}

export interface EventResult {
  readonly status: number | null;
  readonly faultstring_contains?: string | undefined;
}

/** Reads the case in a folder; one that has not been recorded expects nothing. */
export async function readCase(path: string): Promise<ConformanceCase> {
  const text = (file: string): Promise<string> => readFile(join(path, file), 'utf8');
  const settings = readExactJson(await text('case.json')) as unknown as Partial<ConformanceCase>;
  const recorded = await text('expected.json').catch(() => '{}');
  return {
    name: basename(path),
    workbook: await text('workbook.yaml'),
    workflow: settings.workflow ?? '',
    input: settings.input ?? {},
    params: settings.params ?? {},
    events: settings.events ?? [],
    http_server: settings.http_server ?? false,
    quirk: settings.quirk ?? false,
    until: settings.until,
    settle: settings.settle,
    timeout: settings.timeout ?? 60,
    expected: JSON.parse(recorded) as Expected,
  };
}

export async function recordCase(path: string, outcome: Expected): Promise<void> {
  const shortened = (key: string, value: unknown): unknown =>
    key.endsWith('_contains') && typeof value === 'string' ? stablePart(value) : value;
  await writeFile(join(path, 'expected.json'), `${JSON.stringify(outcome, shortened, 1)}\n`);
}

/** The beginning of a text of Mistral's that is the same in every run, and holds no data. */
function stablePart(text: string): string | undefined {
  const [line = ''] = text.split('\n');
  const cut = line.search(
    /\$UUID|\$BASE_URL|, data=|http:\/\/127|<class|<mistral|<yaql|object at|0x[0-9a-f]{6}/,
  );
  return (cut < 0 ? line : line.slice(0, cut)).trimEnd() || undefined;
}
