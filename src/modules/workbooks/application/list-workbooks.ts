import { Injectable } from '@nestjs/common';
import { type EngineScope, WorkflowEngine } from '../../workflow-engine/index.js';
import { Workbook } from '../domain/workbook.js';
import { WorkbookCatalogue } from '../domain/workbook-catalogue.js';
import { FindWorkbook } from './find-workbook.js';

@Injectable()
export class ListWorkbooks {
  constructor(
    private readonly engine: WorkflowEngine,
    private readonly catalogue: WorkbookCatalogue,
    private readonly findWorkbook: FindWorkbook,
  ) {}

  /** What comes with the service, in order of name; asks nobody. */
  builtIn(): readonly Workbook[] {
    return this.catalogue.list();
  }

  /** In order of name; the project's own stands in for a built-in one of its name. */
  async execute(scope: EngineScope): Promise<Workbook[]> {
    const own = (await this.engine.listWorkbooks(scope)).map((found) => this.findWorkbook.fromEngine(found));
    const names = new Set(own.map(({ name }) => name));
    const builtIn = this.catalogue.list().filter(({ name }) => !names.has(name));
    return [...own, ...builtIn].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
