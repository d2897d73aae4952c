import { DomainError } from '../../../../shared/domain/domain-error.js';
import type { OpenStackResponse } from '../../../../shared/openstack/openstack-client.js';
import { EngineScope, EngineWorkbook, WorkbookVerdict } from '../../domain/workflow-engine.js';
import { faultOf, readAnswer, verdictSchema, workbookSchema } from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';
import { withQuotedVersion } from './quoted-version.js';

/** Mistral takes and answers workbooks as text/plain (what it answers is JSON all the same), and 406 to who wants JSON. */
const DOCUMENT = { contentType: 'text/plain; charset=utf-8', headers: { Accept: '*/*' } };
/** Created, replaced and removed meanwhile by others: after so many turns somebody else is at it for good. */
const MOST_TURNS = 3;
/** What can stand in the path: Mistral names hold no spaces, and a slash would be read as a namespace. */
const NAME = /^(?!\.{1,2}$)[^\s/?#]+$/;

/**
 * Workbooks of a project in Mistral. Deleting one leaves the workflows and actions made from it, which running executions
 * need (Mistral looks sub-workflows and a workbook's own actions up by name when it comes to them).
 */
export class MistralWorkbooks {
  constructor(private readonly api: MistralApi) {}

  /** Mistral's check knows the DSL; a document that only its parser trips over is found out by `save`. */
  async validate(scope: EngineScope, definition: string): Promise<WorkbookVerdict> {
    const { data } = await this.api.send(scope, {
      method: 'POST',
      path: '/workbooks/validate',
      body: withQuotedVersion(definition),
      ...DOCUMENT,
      idempotent: true,
    });
    const { valid, error } = readAnswer(verdictSchema, data);
    return { valid, error: valid ? null : (error ?? 'Mistral gives no reason.') };
  }

  /** Mistral also lists the public ones of other projects. */
  async list(scope: EngineScope): Promise<EngineWorkbook[]> {
    const found = await this.api.list(scope, '/workbooks', { sort_keys: 'name', sort_dirs: 'asc' });
    return found
      .map((item) => readAnswer(workbookSchema, item))
      .filter((item) => item.project_id === scope.projectId && item.namespace === '')
      .map(shown)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async find(scope: EngineScope, name: string): Promise<EngineWorkbook | undefined> {
    if (!NAME.test(name)) return undefined;
    const answer = await this.api.send(scope, { method: 'GET', path: pathOf(name), acceptedStatuses: [404] });
    if (answer.status === 404) return undefined;
    const read = readAnswer(workbookSchema, answer.data);
    return read.project_id === scope.projectId ? shown(read) : undefined;
  }

  /** POST creates (409 where there is one), PUT replaces (404 where there is none). */
  async save(scope: EngineScope, definition: string, namespace = ''): Promise<EngineWorkbook> {
    for (let turn = 1; ; turn += 1) {
      const created = await this.send(scope, 'POST', definition, namespace);
      if (created.status !== 409) return shown(readAnswer(workbookSchema, created.data));
      const replaced = await this.send(scope, 'PUT', definition, namespace);
      if (replaced.status !== 404) return shown(readAnswer(workbookSchema, replaced.data));
      if (turn === MOST_TURNS) {
        const detail = 'Somebody else creates and deletes this workbook all the time.';
        throw new DomainError('conflict', 'workbook.contended', detail);
      }
    }
  }

  async delete(scope: EngineScope, name: string): Promise<void> {
    if (!NAME.test(name)) return;
    await this.api.send(scope, { method: 'DELETE', path: pathOf(name), acceptedStatuses: [404] });
  }

  private async send(
    scope: EngineScope,
    method: 'POST' | 'PUT',
    definition: string,
    namespace: string,
  ): Promise<OpenStackResponse> {
    const answer = await this.api.send(scope, {
      method,
      path: namespace === '' ? '/workbooks' : `/workbooks?namespace=${encodeURIComponent(namespace)}`,
      body: withQuotedVersion(definition),
      ...DOCUMENT,
      idempotent: true,
      acceptedStatuses: [400, 404, 409, 500],
    });
    if (answer.status === 400) throw invalid(faultOf(answer.data));
    if (answer.status === 500) throw await this.tripped(scope);
    return answer;
  }

  /**
   * Mistral 15 fails (500, without a word) on documents that it finds valid: JSON or flow style at the top level, a version
   * that is no text, characters that its database cannot hold. Where it goes on answering otherwise, it is the document.
   */
  private async tripped(scope: EngineScope): Promise<DomainError> {
    await this.api.send(scope, { method: 'GET', path: '/workbooks?limit=1&fields=name' });
    return invalid(
      'Mistral fails on this document (500). It needs YAML in block style at the top level, version: "2.0" in quotes, ' +
        'and often no characters beyond U+FFFF.',
    );
  }
}

function invalid(reason: string): DomainError {
  return DomainError.invalidField('workbook.invalid', '/definition', reason);
}

function pathOf(name: string): string {
  return `/workbooks/${encodeURIComponent(name)}`;
}

function shown(read: ReturnType<typeof workbookSchema.parse>): EngineWorkbook {
  const { name, definition, created_at: createdAt, updated_at: updatedAt } = read;
  return { name, definition, createdAt, updatedAt: updatedAt ?? createdAt };
}
