import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type EngineScope, WorkflowEngine } from '../../workflow-engine/index.js';
import { RecentWorkbooks } from './recent-workbooks.js';

@Injectable()
export class DeleteWorkbook {
  constructor(
    private readonly engine: WorkflowEngine,
    private readonly recent: RecentWorkbooks,
  ) {}

  /** Of the project's own; a built-in one of that name comes to light again. Throws `not_found` (`workbook.not_found`). */
  async execute(scope: EngineScope, name: string): Promise<void> {
    if (!(await this.engine.findWorkbook(scope, name))) {
      const detail = `The project has no workbook ${name.slice(0, 100)} of its own.`;
      throw new DomainError('not_found', 'workbook.not_found', detail);
    }
    await this.recent.change(scope.projectId, name, () => this.engine.deleteWorkbook(scope, name));
  }
}
