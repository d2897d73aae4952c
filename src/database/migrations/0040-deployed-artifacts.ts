import { QueryRunner } from 'typeorm';
import { v7 } from 'uuid';

const BATCH = 500;
const ID = /^sha256:[0-9a-f]{64}$/;

interface JobRow {
  readonly id: string;
  readonly station: string;
  readonly input: string;
  readonly result: string | null;
  readonly execution_id: string;
}

interface StackRow {
  readonly id: string;
  readonly parameters: string;
  readonly live_parameters: string | null;
}

/**
 * Notes what the jobs that are there have built and deployed, and what local stacks run: with the first deployment after this
 * all of it but what runs is taken back.
 */
export async function noteDeployedArtifacts(runner: QueryRunner): Promise<void> {
  const numbers = new Map<string, number>();
  let last = '';
  for (let found: JobRow[]; (found = await jobsAfter(runner, last)).length > 0;) {
    for (const job of found) await noteJob(runner, job, numbers);
    last = found.at(-1)?.id ?? '';
  }
  const stacks = (await runner.query(
    'SELECT id, parameters, live_parameters FROM local_stacks',
  )) as StackRow[];
  for (const stack of stacks)
    for (const text of [stack.live_parameters, stack.parameters])
      await noteDeployment(runner, stack.id, read(text).artifact, numbers);
  for (const [stackId, number] of numbers)
    await runner.query('INSERT INTO deployed_stacks (stack_id, last) VALUES (?, ?)', [stackId, number]);
}

function jobsAfter(runner: QueryRunner, id: string): Promise<JobRow[]> {
  return runner.query(
    `SELECT id, station, input, result, execution_id FROM station_jobs
      WHERE id > ? AND station IN ('image-build', 'stack-update') ORDER BY id LIMIT ${BATCH}`,
    [id],
  ) as Promise<JobRow[]>;
}

async function noteJob(runner: QueryRunner, job: JobRow, numbers: Map<string, number>): Promise<void> {
  const source = job.station === 'image-build' ? read(job.result) : read(job.input);
  const artifact = typeof source.artifact === 'string' ? { id: source.artifact } : asObject(source.artifact);
  const id = idOf(artifact);
  if (id === undefined) return;
  if (job.station === 'image-build') await noteArtifact(runner, id, artifact);
  else await noteDeployment(runner, source.stack_id, id, numbers);
  await insertMissing(runner, 'execution_artifacts', { artifact_id: id, execution_id: job.execution_id });
}

async function noteArtifact(runner: QueryRunner, id: string, { format, size }: Known): Promise<void> {
  const row = {
    id,
    format: String(format),
    size: Number(size),
    copy: '',
    state: 'kept',
    used_at: Date.now(),
  };
  await insertMissing(runner, 'artifacts', row);
}

async function noteDeployment(
  runner: QueryRunner,
  stackId: unknown,
  artifactId: unknown,
  numbers: Map<string, number>,
): Promise<void> {
  if (typeof stackId !== 'string' || typeof artifactId !== 'string' || !ID.test(artifactId)) return;
  const wanted = (numbers.get(stackId) ?? 0) + 1;
  numbers.set(stackId, wanted + 1);
  await runner.query(
    'INSERT INTO stack_deployments (id, stack_id, artifact_id, wanted, taken, wanted_at) VALUES (?, ?, ?, ?, ?, ?)',
    [v7(), stackId, artifactId, wanted, wanted + 1, new Date().toISOString().slice(0, 23).replace('T', ' ')],
  );
}

type Known = Readonly<Record<string, unknown>>;

async function insertMissing(runner: QueryRunner, table: string, row: Known): Promise<void> {
  const names = Object.keys(row);
  const ignore = runner.dataSource.options.type === 'better-sqlite3' ? 'OR IGNORE' : 'IGNORE';
  await runner.query(
    `INSERT ${ignore} INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(row),
  );
}

function read(text: string | null): Known {
  return text === null ? {} : asObject(JSON.parse(text));
}

function asObject(value: unknown): Known {
  return typeof value === 'object' && value !== null ? (value as Known) : {};
}

function idOf({ id }: Known): string | undefined {
  return typeof id === 'string' && ID.test(id) ? id : undefined;
}
