import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeProgram } from '../../src/cli/program.js';
import { CommandLine } from '../support/command-line.js';
import { startService, TestService } from '../support/test-service.js';

const PLAN = `version: 1
name: shop
artifacts:
- name: web
  content: {href: https://git.example.org/shop.git}
  run_cmd: npm start
`;
const WAITING = `version: '2.0'
name: waiting
workflows:
  main:
    tasks:
      hold: {action: std.async_noop}
`;
const APPROVAL = `version: '2.0'
name: approved
workflows:
  main:
    tasks:
      approve:
        action: std.mistral_http
        input:
          url: <% env().solum.stations_url %>/approval/jobs
          method: POST
          headers: {Content-Type: application/json, X-Station-Credential: <% env().solum.credential %>}
          body: {message: Deploy it?}
`;
const FAILING = WAITING.replace('waiting', 'failing').replace('std.async_noop', 'std.fail');
const PASSING = WAITING.replace('waiting', 'passing').replace('std.async_noop', 'std.noop');

type Known = Readonly<Record<string, string>>;

interface Step {
  /** `{name}` stands for what an earlier step has found, `_` for a blank inside of a word. */
  readonly line: string;
  /** What is printed: its first group is kept under `keeps`. */
  readonly prints: RegExp;
  readonly keeps?: string;
  readonly code?: number;
}

const VALUE = /^([\w-]+)\s*$/;
const NOTHING = /^$/;

const of = (line: string, prints: RegExp, more: Partial<Step> = {}): Step => ({ line, prints, ...more });
const keep = (keeps: string, line: string): Step => of(`${line} -f value`, VALUE, { keeps });

/** Every command there is, as somebody may use them one after the other. */
const STEPS: readonly Step[] = [
  keep('plan', 'plan create plan.yaml -c uuid'),
  of('plan list -f value -c Name', /^shop$/m),
  of('plan show shop -f value -c uuid', VALUE),
  of('plan update shop plan.yaml -f value -c name', /^shop\s*$/),
  of('workbook validate waiting.yaml', /^The document is valid\.\s*$/),
  of('workbook create waiting.yaml -f value -c origin', /^project\s*$/),
  of('workbook update approved approved.yaml -f value -c name', /^approved\s*$/),
  of('workbook update failing failing.yaml -f value -c name', /^failing\s*$/),
  of('workbook update passing passing.yaml -f value -c name', /^passing\s*$/),
  of('workbook list -f value -c Name', /^waiting$/m),
  of('workbook show waiting -f value -c name', /^waiting\s*$/),
  of('workbook dry-run waiting --script answers.yaml -f value -c Task -c State', /^hold SUCCESS$/m),
  of('languagepack create pack.yaml -f value -c origin', /^project\s*$/),
  of('languagepack list -f value -c Name', /^shell$/m),
  of('languagepack show node -f value -c origin', /^built-in\s*$/),
  of('languagepack update shell pack.yaml -f value -c name', /^shell\s*$/),
  of('languagepack delete shell', NOTHING),
  of('secret set TOKEN --plan shop --from-file plan.yaml', NOTHING),
  of('secret list --plan shop -f value -c Name', /^TOKEN\s*$/),
  of('secret delete TOKEN --plan shop --yes', NOTHING),
  keep('pipeline', 'pipeline create shop --plan shop --workbook passing -c uuid'),
  of('pipeline watch shop', /The run succeeded in /),
  of('pipeline list -f value -c Name', /^shop$/m),
  of('pipeline show shop -f value -c uuid', VALUE),
  of('pipeline update shop --workbook waiting -f value -c workbook_name', /^waiting\s*$/),
  of('pipeline plan shop', /hold +\|? *std\.async_noop[^]*A run would start at once\./),
  of('pipeline plan shop --input wrong=1 -f value -c starts', /^false\s*$/, { code: 1 }),
  keep('run', 'pipeline run shop -c uuid'),
  of('execution list shop -f value -c ID', /^[\w-]{36}$/m),
  of('execution show {run} -f value -c uuid', VALUE),
  of('execution pause {run} -f value -c state', /^PAUSED\s*$/),
  of('execution resume {run} -f value -c state', /^RUNNING\s*$/),
  of('execution tasks {run} -f value -c Name', /^(hold)?\s*$/),
  of('execution cancel {run} -f value -c uuid', VALUE),
  of('execution watch {run}', /cancelled/i, { code: 1 }),
  of('pipeline update shop --workbook failing -f value -c workbook_name', /^failing\s*$/),
  of('pipeline run shop --watch', /hold/, { code: 1 }),
  of('execution rerun shop --from failed --watch', /hold/, { code: 1 }),
  of('execution logs shop hold', NOTHING),
  of('pipeline update shop --workbook approved -f value -c workbook_name', /^approved\s*$/),
  keep('yes', 'pipeline run shop -c uuid'),
  of('execution approve {yes} --comment fine -f value -c name', /^approve\s*$/),
  of('execution watch {yes}', /The run succeeded in /),
  keep('no', 'pipeline run shop -c uuid'),
  of('execution reject {no} --comment wrong -f value -c name', /^approve\s*$/),
  of('execution watch {no}', /approve/, { code: 1 }),
  of('delegation show shop -f value -c status', /^ok\s*$/),
  of('delegation renew shop -f value -c status', /^ok\s*$/),
  of('trigger show shop -f value -c unsigned', /^refused\s*$/),
  of('trigger rotate-secret shop -f value -c trigger_secret', /^\w{20,}\s*$/),
  keep('schedule', 'schedule create shop 0_3_*_*_* -c uuid'),
  of('schedule list shop -f value -c ID', VALUE),
  of('schedule show shop {schedule} -f value -c enabled', /^true\s*$/),
  of('schedule update shop {schedule} --disable -f value -c enabled', /^false\s*$/),
  of('schedule delete shop {schedule}', NOTHING),
  keep('delivery', 'delivery list shop -c ID'),
  of('delivery show shop {delivery} -f value -c verdict', /^rejected\s*$/),
  of('pipeline plan shop --delivery {delivery}', /There would be no run: .*not believed/, { code: 1 }),
  of('delivery redeliver shop {delivery}', /was not believed/, { code: 3 }),
  of('capability list --kind engine -f value -c Name', /^embedded$/m),
  of('completion bash', /complete -o default -F _solum solum/),
  of('completion zsh', /#compdef solum/),
  of('completion fish', /complete -c solum/),
  of('complete -- pipeline wa', /^watch\s*$/),
  of('pipeline delete shop --yes', NOTHING),
  of('workbook delete waiting --yes', NOTHING),
  of('plan delete shop', NOTHING),
];
/** Before it, a git host has sent something. */
const FIRST_OF_DELIVERIES = 'delivery list';

const WAYS = {
  'a pipe': async (solum: CommandLine, args: readonly string[]) => {
    const { code, stdout, stderr } = await solum.run(args);
    return { code, text: stdout + stderr };
  },
  'a terminal': async (solum: CommandLine, args: readonly string[]) => {
    const command = solum.open(args);
    return { code: await command.ends(), text: command.screen.text };
  },
};

let home: string;
let service: TestService;
let solum: CommandLine;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'solum-cli-'));
  service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
  solum = new CommandLine(home, { OS_ENDPOINT: service.config.publicUrl });
  const files = { plan: PLAN, waiting: WAITING, approved: APPROVAL, failing: FAILING, passing: PASSING };
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, `${name}.yaml`), text);
  await writeFile(join(home, 'pack.yaml'), 'name: shell\ncommands: {test: ./test.sh}\n');
  await writeFile(join(home, 'answers.yaml'), 'hold: {output: 5}\n');
});

afterAll(async () => {
  await service.close();
  await rm(home, { recursive: true, force: true });
});

async function sendUnsigned(pipeline: string): Promise<void> {
  const { body } = await service.api.get(`/v1/pipelines/${pipeline}`).expect(200);
  await service.api.post(new URL((body as { trigger_uri: string }).trigger_uri).pathname, {}).expect(401);
}

/** The names of all commands that do something, such as `pipeline list`. */
function namesOf(command: Command, above = ''): string[] {
  return command.commands.flatMap((each) => {
    const name = `${above}${each.name()}`;
    return each.commands.length > 0 ? namesOf(each, `${name} `) : [name];
  });
}

describe.each(Object.entries(WAYS))('every command, in %s', (_, run) => {
  const known: Record<string, string> = {};

  it.each(STEPS)('$line', async ({ line, prints, keeps, code = 0 }) => {
    if (line.startsWith(FIRST_OF_DELIVERIES)) await sendUnsigned(known['pipeline'] ?? '');
    const filled = line.replace(/\{(\w+)\}/g, (_whole, name: keyof Known) => known[name] ?? '');
    const ended = await run(
      solum,
      filled.split(' ').map((word) => word.replace(/_(?=[\d*])/g, ' ')),
    );
    expect({ line, ...ended }).toEqual({ line, code, text: expect.stringMatching(prints) });
    if (keeps) known[keeps] = prints.exec(ended.text)?.[1] ?? '';
  });
});

it('leaves no command out', () => {
  const tried = STEPS.map(({ line }) => line);
  const left = namesOf(makeProgram('0')).filter((name) => !tried.some((line) => line.startsWith(name)));
  expect(left).toEqual([]);
});
