import { EngineScope } from '../../domain/workflow-engine.js';
import { MistralApi } from './mistral-api.js';
import { MistralWorkbooks } from './mistral-workbooks.js';

const KINDS = ['workbooks', 'workflows', 'actions'] as const;

/**
 * Definitions for one run alone. Mistral looks everything up by name while a run goes on, so each has a namespace of its own,
 * in which Mistral looks first: the names stay as they are, and the project's workbooks are not touched.
 */
export class MistralRunDefinitions {
  constructor(
    private readonly api: MistralApi,
    private readonly workbooks: MistralWorkbooks,
  ) {}

  /** Answers the namespace. */
  async put(scope: EngineScope, executionId: string, definition: string): Promise<string> {
    const namespace = namespaceOf(executionId);
    await this.workbooks.save(scope, definition, namespace);
    return namespace;
  }

  /** A workbook goes by its name and leaves what was made of it, which goes by its id: by name Mistral also finds others. */
  async remove(scope: EngineScope, executionId: string): Promise<void> {
    const namespace = namespaceOf(executionId);
    for (const kind of KINDS) {
      const query = { namespace, fields: 'name,namespace,project_id' };
      const found = (await this.api.list(scope, `/${kind}`, query)) as Listed[];
      const own = found.filter((item) => item.namespace === namespace && item.project_id === scope.projectId);
      for (const item of own) await this.delete(scope, kind, item);
    }
  }

  private async delete(scope: EngineScope, kind: (typeof KINDS)[number], item: Listed): Promise<void> {
    const { id, name = '', namespace = '' } = item;
    const which = kind === 'workbooks' ? name : id;
    const path = `/${kind}/${encodeURIComponent(which)}?namespace=${encodeURIComponent(namespace)}`;
    await this.api.send(scope, { method: 'DELETE', path, acceptedStatuses: [404] });
  }
}

interface Listed {
  readonly id: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly project_id?: string;
}

function namespaceOf(executionId: string): string {
  return `solum-${executionId}`;
}
