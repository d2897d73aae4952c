import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type EngineScope, WorkflowEngine } from '../../workflow-engine/index.js';
import { WorkbookCatalogue } from '../domain/workbook-catalogue.js';

@Injectable()
export class EnsureWorkbook {
  constructor(
    private readonly engine: WorkflowEngine,
    private readonly catalogue: WorkbookCatalogue,
  ) {}

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
    if (builtIn) await this.engine.saveWorkbook(scope, builtIn.definition);
  }

  /** Takes back what `create` made, unless the user changed it since. */
  async undo(scope: EngineScope, name: string): Promise<void> {
    const present = await this.engine.findWorkbook(scope, name);
    if (present && present.definition === this.catalogue.find(name)?.definition) {
      await this.engine.deleteWorkbook(scope, name);
    }
  }
}
