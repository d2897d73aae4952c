import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import {
  describeWorkbook,
  type EngineScope,
  type EngineWorkbook,
  WorkflowEngine,
} from '../../workflow-engine/index.js';
import { digestOf, Workbook } from '../domain/workbook.js';
import { WorkbookCatalogue } from '../domain/workbook-catalogue.js';

/** Parsed descriptions that are kept; a service has few workbooks and reads them at every start of an execution. */
const MOST_KEPT = 200;

@Injectable()
export class FindWorkbook {
  private readonly described = new Map<string, Workbook['description']>();

  constructor(
    private readonly engine: WorkflowEngine,
    private readonly catalogue: WorkbookCatalogue,
  ) {}

  /** The project's own of that name, else the built-in one. Throws `not_found` (`workbook.not_found`). */
  async execute(scope: EngineScope, name: string): Promise<Workbook> {
    const own = await this.engine.findWorkbook(scope, name);
    const workbook = own ? this.fromEngine(own) : this.catalogue.find(name);
    if (workbook) return workbook;
    throw this.missing(name);
  }

  missing(name: string): DomainError {
    const known = this.catalogue.list().map((builtIn) => builtIn.name);
    return new DomainError(
      'not_found',
      'workbook.not_found',
      `There is no workbook ${name.slice(0, 100)} here; built in are ${known.join(', ')}.`,
    );
  }

  fromEngine(found: Pick<EngineWorkbook, 'name' | 'definition'> & Pick<Workbook, 'updatedAt'>): Workbook {
    const { name, definition, updatedAt } = found;
    const digest = digestOf(definition);
    let description = this.described.get(digest);
    if (!description) {
      description = describeWorkbook(definition);
      if (this.described.size >= MOST_KEPT) this.described.clear();
      this.described.set(digest, description);
    }
    return { name, origin: 'project', definition, digest, description, updatedAt };
  }
}
