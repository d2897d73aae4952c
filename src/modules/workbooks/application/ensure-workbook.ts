import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type EngineScope, type EngineWorkbook, WorkflowEngine } from '../../workflow-engine/index.js';
import { catalogueCopy, isUnchangedCopy } from '../domain/catalogue-copy.js';
import { Workbook } from '../domain/workbook.js';
import { WorkbookCatalogue } from '../domain/workbook-catalogue.js';
import { FindWorkbook } from './find-workbook.js';
import { RecentWorkbooks } from './recent-workbooks.js';

/** The workbook that a run would take now. */
export interface ForeseenWorkbook {
  readonly workbook: Workbook;
  /** What would be done to the engine's before: nothing, or the built-in one is put there, in place of an earlier release's. */
  readonly change: 'none' | 'create' | 'update';
}

@Injectable()
export class EnsureWorkbook {
  constructor(
    private readonly engine: WorkflowEngine,
    private readonly catalogue: WorkbookCatalogue,
    private readonly findWorkbook: FindWorkbook,
    private readonly recent: RecentWorkbooks,
  ) {}

  /** As `execute` answered it a moment ago; whoever starts with it and is refused asks anew. */
  recently(scope: EngineScope, name: string): Workbook | undefined {
    return this.recent.of(scope.projectId, name);
  }

  /**
   * The workbook that a run takes, in the engine: the project's own; a built-in one is put there where it is missing, and
   * where it is a copy of an earlier release that nobody has changed. Throws `not_found` (`workbook.not_found`).
   */
  execute(scope: EngineScope, name: string): Promise<Workbook> {
    return this.recent.keep(scope.projectId, name, () => this.ensured(scope, name));
  }

  /** What `execute` would answer, asked anew and without doing anything for it; throws as that does. */
  async foresee(scope: EngineScope, name: string): Promise<ForeseenWorkbook> {
    const { present, copy } = await this.choose(scope, name);
    if (copy === undefined) return { workbook: this.readPresent(present, name), change: 'none' };
    const workbook = this.findWorkbook.fromEngine({ name, definition: copy, updatedAt: null });
    return { workbook, change: present ? 'update' : 'create' };
  }

  /**
   * Whether the engine lacks the workbook and the catalogue can help out. Throws `invalid` (`workbook.not_found`) where
   * neither has it.
   */
  async isMissing(scope: EngineScope, name: string): Promise<boolean> {
    if (await this.engine.findWorkbook(scope, name)) return false;
    if (this.catalogue.find(name)) return true;
    const known = this.catalogue.list().map((workbook) => workbook.name);
    const detail = `There is no workbook ${name}: the project has none of that name, and built in are ${known.join(', ')}.`;
    throw DomainError.invalidField('workbook.not_found', '/workbook_name', detail);
  }

  /** Creates the built-in workbook for the user in the engine. */
  async create(scope: EngineScope, name: string): Promise<void> {
    const builtIn = this.catalogue.find(name);
    if (!builtIn) return;
    const copy = catalogueCopy(builtIn);
    await this.recent.change(scope.projectId, name, () => this.engine.saveWorkbook(scope, copy));
  }

  /** Takes back what `create` made, unless the user changed it since. */
  async undo(scope: EngineScope, name: string): Promise<void> {
    const present = await this.engine.findWorkbook(scope, name);
    const builtIn = this.catalogue.find(name);
    if (present && builtIn && this.isOurs(present.definition, builtIn)) {
      await this.recent.change(scope.projectId, name, () => this.engine.deleteWorkbook(scope, name));
    }
  }

  private async ensured(scope: EngineScope, name: string): Promise<Workbook> {
    const { present, copy } = await this.choose(scope, name);
    if (copy === undefined) return this.readPresent(present, name);
    return this.findWorkbook.fromEngine(await this.engine.saveWorkbook(scope, copy));
  }

  /** What the engine has, and the built-in document that is to take its place, where one is. */
  private async choose(
    scope: EngineScope,
    name: string,
  ): Promise<{ readonly present: EngineWorkbook | undefined; readonly copy: string | undefined }> {
    const present = await this.engine.findWorkbook(scope, name);
    const builtIn = this.catalogue.find(name);
    const copy = builtIn && this.isOurs(present?.definition, builtIn) ? catalogueCopy(builtIn) : undefined;
    return { present, copy: copy === present?.definition ? undefined : copy };
  }

  private readPresent(present: EngineWorkbook | undefined, name: string): Workbook {
    if (!present) throw this.findWorkbook.missing(name);
    return this.findWorkbook.fromEngine(present);
  }

  /** Not there, or put there by us and never changed. */
  private isOurs(definition: string | undefined, builtIn: Workbook): boolean {
    return definition === undefined || definition === builtIn.definition || isUnchangedCopy(definition);
  }
}
