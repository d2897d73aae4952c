import { load } from 'js-yaml';
import { JsonObject } from '../../src/shared/domain/json.js';
import { ConformanceCase, Expected } from './case.js';
import { ConformanceEngine } from './engine.js';
import { HttpHelper } from './http-helper.js';
import { MistralClient } from './mistral-client.js';
import { faultOf, MistralCaseRun } from './mistral-case-run.js';

/** The real Mistral of the test cloud, as the corpus's recorder drives it. */
export class MistralEngine implements ConformanceEngine {
  private constructor(private readonly client: MistralClient) {}

  /** Throws where it does not answer. */
  static async open(): Promise<MistralEngine> {
    return new MistralEngine(await MistralClient.open());
  }

  async run(conformanceCase: ConformanceCase): Promise<Expected> {
    const helper = conformanceCase.http_server ? new HttpHelper() : undefined;
    const baseUrl = await helper?.listen();
    await this.forget(conformanceCase.workbook);
    try {
      return await this.create(conformanceCase, helper, baseUrl);
    } finally {
      await helper?.close();
      await this.forget(conformanceCase.workbook);
    }
  }

  private async create(
    conformanceCase: ConformanceCase,
    helper: HttpHelper | undefined,
    baseUrl: string | undefined,
  ): Promise<Expected> {
    const { workbook, workflow, input, params } = conformanceCase;
    const made = await this.client.send('POST', '/workbooks', workbook);
    if (made.status >= 300) {
      return { create_status: made.status, refused_at: 'workbook', faultstring_contains: faultOf(made) };
    }
    const given: JsonObject = baseUrl ? { ...input, base_url: baseUrl } : input;
    const request = { workflow_name: workflow, input: given, params };
    const started = await this.client.send('POST', '/executions', request);
    if (started.status >= 300) {
      return {
        create_status: started.status,
        refused_at: 'execution',
        faultstring_contains: faultOf(started),
      };
    }
    const { id } = started.body as { id: string };
    const run = new MistralCaseRun(this.client, conformanceCase, id, baseUrl);
    try {
      return await run.toItsEnd(helper);
    } finally {
      await run.cancel();
    }
  }

  /** Deletes what the workbook made. */
  private async forget(workbook: string): Promise<void> {
    const { name, workflows, actions } = namesIn(workbook);
    if (!name) return;
    await this.client.send('DELETE', `/workbooks/${encodeURIComponent(name)}`);
    for (const each of workflows) {
      await this.client.send('DELETE', `/workflows/${encodeURIComponent(`${name}.${each}`)}`);
    }
    for (const each of actions) {
      await this.client.send('DELETE', `/actions/${encodeURIComponent(`${name}.${each}`)}`);
    }
  }
}

interface Names {
  readonly name: string | undefined;
  readonly workflows: readonly string[];
  readonly actions: readonly string[];
}

/** As far as the document can be read. */
function namesIn(workbook: string): Names {
  try {
    const document = load(workbook) as { name?: unknown; workflows?: object; actions?: object } | null;
    const name = typeof document?.name === 'string' ? document.name : undefined;
    return {
      name,
      workflows: Object.keys(document?.workflows ?? {}),
      actions: Object.keys(document?.actions ?? {}),
    };
  } catch {
    return { name: /^name:\s*(\S+)/m.exec(workbook)?.[1], workflows: [], actions: [] };
  }
}
