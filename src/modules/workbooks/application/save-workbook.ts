import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type EngineScope, WorkflowEngine } from '../../workflow-engine/index.js';
import { readWorkbook, Workbook } from '../domain/workbook.js';
import { FindWorkbook } from './find-workbook.js';
import { RecentWorkbooks } from './recent-workbooks.js';

@Injectable()
export class SaveWorkbook {
  constructor(
    private readonly engine: WorkflowEngine,
    private readonly findWorkbook: FindWorkbook,
    private readonly recent: RecentWorkbooks,
  ) {}

  /** Throws `conflict` (`workbook.exists`) where the project has one of that name. */
  async create(scope: EngineScope, definition: string): Promise<Workbook> {
    const { name } = readWorkbook(definition);
    if (await this.engine.findWorkbook(scope, name)) {
      throw new DomainError(
        'conflict',
        'workbook.exists',
        `The project has a workbook ${name} already: PUT replaces it.`,
      );
    }
    return this.save(scope, name, definition);
  }

  /** Creates or replaces; the document must bear the name. */
  async replace(scope: EngineScope, name: string, definition: string): Promise<Workbook> {
    const described = readWorkbook(definition);
    if (described.name !== name) {
      const detail = `The document's name is ${described.name}, not ${name}.`;
      throw DomainError.invalidField('workbook.invalid', '/name', detail);
    }
    return this.save(scope, name, definition);
  }

  private async save(scope: EngineScope, name: string, definition: string): Promise<Workbook> {
    const save = () => this.engine.saveWorkbook(scope, definition);
    return this.findWorkbook.fromEngine(await this.recent.change(scope.projectId, name, save));
  }
}
