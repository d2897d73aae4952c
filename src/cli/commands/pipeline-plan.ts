import { dataOf, type Schemas } from '../../client/index.js';
import { CommandError, EXIT } from '../exit-code.js';
import { findPipeline } from '../find.js';
import { given, readInputs } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import type { Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';
import { plain } from '../terminal.js';

type Plan = Schemas['RunPlan'];
type Decision = Plan['decisions'][number];
type Task = Plan['tasks'][number];

const DECISIONS: readonly Column<Decision>[] = [
  { title: 'Gate', of: ({ gate }) => gate },
  { title: 'Rule', of: ({ rule }) => rule },
  { title: 'Verdict', of: ({ verdict }) => verdict },
  { title: 'Detail', of: ({ detail }) => detail },
];
const TASKS: readonly Column<Task>[] = [
  { title: 'Task', of: ({ name }) => name },
  { title: 'Runs', of: ({ station, action, workflow }) => station ?? workflow ?? action },
  { title: 'When', of: ({ when }) => when },
  { title: 'Join', of: ({ join }) => join },
];

interface PlanOptions extends FormatChoice {
  readonly ref?: string;
  readonly commit?: string;
  readonly input?: string[];
  readonly delivery?: string;
}

export function addPlanCommand(group: SolumCommand, shell: Shell): void {
  group
    .command('plan <pipeline>')
    .description('tell what a run would be, and start nothing; exit code 1 where there would be none')
    .option('--ref <ref>', 'branch or tag; absent: the default branch')
    .option('--commit <hash>', 'a commit; absent: the head of the ref')
    .repeatable('--input <name=value>', 'an input of the workflow, JSON or text (may be repeated)')
    .option('--delivery <id>', 'a webhook that came in: what would become of it by the rules of now')
    .printsRecord()
    .examples(
      'solum pipeline plan shop',
      'solum pipeline plan shop --ref refs/heads/main --input replicas=3',
      'solum pipeline plan shop --delivery 0d9f5f0e-44c7-4d5b-8d06-6d2f3c1c7f52',
      'solum pipeline plan shop -f json -c inputs',
    )
    .action(async (nameOrId: string, options: PlanOptions) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, nameOrId);
      const { ref, commit, delivery } = options;
      const body = given({ ref, commit, delivery_id: delivery, inputs: readInputs(options.input) });
      const params = { path: { pipeline_id: uuid } };
      const plan = await dataOf(client.POST('/v1/pipelines/{pipeline_id}/plan', { params, body }));
      await show(shell, plan, options);
      if (plan.starts === false) throw new CommandError('', EXIT.failed);
    });
}

/** Two tables for people; what was asked for in another form, or by its fields, is one record. */
async function show(shell: Shell, plan: Plan, options: PlanOptions): Promise<void> {
  if ((options.format ?? 'table') !== 'table' || options.column?.length) {
    shell.record({ ...plan }, options);
    return;
  }
  await shell.list(DECISIONS, plan.decisions, options);
  if (plan.tasks.length > 0) await shell.list(TASKS, plan.tasks, options);
  shell.tell(summary(plan));
}

function summary({ starts, decisions }: Plan): string {
  if (starts === null) return 'Whether a run would start cannot be told now.';
  if (starts)
    return decisions.some(({ verdict }) => verdict === 'wait')
      ? 'A run would be made, and wait.'
      : 'A run would start at once.';
  const reason = decisions.findLast(({ verdict }) => verdict === 'skip' || verdict === 'refuse');
  return `There would be no run: ${plain(reason?.detail ?? '')}`;
}
