import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient } from './api-client.js';
import { GitRepository } from './git-repository.js';
import { until } from './until.js';

/** Settings of a service whose jobs see the gate of their test. */
export const GATED = { SOLUM_WORKFLOW_ENGINE: 'embedded', SOLUM_SANDBOX: 'none' };

/** A job that prints as far as its gate, and goes on when the test opens that. */
export class GatedLog {
  private constructor(
    private readonly directory: string,
    private readonly repository: GitRepository,
  ) {}

  static async make(directory: string): Promise<GatedLog> {
    const repository = await GitRepository.make(join(directory, 'repository'));
    await repository.commit({ 'README.md': 'A log.' });
    return new GatedLog(directory, repository);
  }

  get wait(): string {
    return `while [ ! -e ${this.directory}/gate ]; do sleep 0.02; done`;
  }

  async open(): Promise<void> {
    await writeFile(join(this.directory, 'gate'), '');
  }

  async shut(): Promise<void> {
    await rm(join(this.directory, 'gate'), { force: true });
  }

  /** Runs the command as a unit test; answers the URL of its task's log and the execution's id. */
  async run(api: ApiClient, command: string): Promise<{ url: string; path: string; executionId: string }> {
    const artifact = {
      name: 'web',
      content: { href: `file://${this.repository.path}` },
      unittest_cmd: command,
    };
    const { uri } = await api.createPlan({ artifacts: [{ ...artifact, run_cmd: 'true' }] });
    const pipeline = await api.createPipeline({ plan_uri: uri, workbook_name: 'unit_test' });
    const executionId = pipeline.last_execution;
    const task = await until(async () => (await api.tasks(executionId))[0] ?? false);
    const path = `/v1/executions/${executionId}/tasks/${task.uuid}/log`;
    return { url: api.url + path, path, executionId };
  }
}
