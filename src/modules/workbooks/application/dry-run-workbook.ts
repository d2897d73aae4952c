import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import {
  type DryRunReport,
  type DryRunRequest,
  DryRuns,
  type EngineScope,
} from '../../workflow-engine/index.js';
import { entryWorkflow, readWorkbook, Workbook } from '../domain/workbook.js';
import { FindWorkbook } from './find-workbook.js';
import { ListWorkbooks } from './list-workbooks.js';

/** What a dry run is asked for. */
export interface DryRunWanted extends Pick<DryRunRequest, 'script'> {
  readonly name: string;
  /** Tried instead of the workbook that is there; must bear the name. */
  readonly definition: string | undefined;
  /** Absent: the one that a pipeline would run. */
  readonly workflow: string | undefined;
  readonly input: JsonObject;
  readonly environment: JsonObject;
}

/** What a run of a pipeline finds there; the address is nobody's. */
const SOLUM: JsonObject = {
  stations_url: 'http://stations.invalid/v1/stations',
  credential: 'dry-run',
  execution_id: '00000000-0000-4000-8000-000000000000',
  pipeline_id: '00000000-0000-4000-8000-000000000000',
};

@Injectable()
export class DryRunWorkbook {
  constructor(
    private readonly dryRuns: DryRuns,
    private readonly findWorkbook: FindWorkbook,
    private readonly listWorkbooks: ListWorkbooks,
  ) {}

  /**
   * Runs one of the workbook's workflows with scripted results. Throws `not_found` (`workbook.not_found`,
   * `engine.workflow_not_found`), `invalid` (`workbook.invalid`, `workbook.no_entry`, `engine.input_invalid`).
   */
  async execute(scope: EngineScope, wanted: DryRunWanted): Promise<DryRunReport> {
    const { name, workflow, input, environment, script } = wanted;
    const { definition, description } = await this.workbookOf(scope, wanted);
    const others = (await this.listWorkbooks.execute(scope)).filter((other) => other.name !== name);
    return this.dryRuns.run({
      projectId: scope.projectId,
      definitions: [definition, ...referredTo(definition, others)],
      workflowName: `${name}.${workflow ?? entryWorkflow(description).name}`,
      input,
      environment: { solum: SOLUM, ...environment },
      script,
    });
  }

  private async workbookOf(
    scope: EngineScope,
    { name, definition }: DryRunWanted,
  ): Promise<Pick<Workbook, 'definition' | 'description'>> {
    if (definition === undefined) return this.findWorkbook.execute(scope, name);
    const description = readWorkbook(definition);
    if (description.name === name) return { definition, description };
    const detail = `The document's name is ${description.name}, not ${name}.`;
    throw DomainError.invalidField('workbook.invalid', '/definition', detail);
  }
}

/** The workbooks that the document names in full, those that these name, and so on. */
function referredTo(definition: string, others: readonly Workbook[]): string[] {
  const found = [definition];
  for (const each of found) {
    for (const other of others) {
      if (!found.includes(other.definition) && each.includes(`${other.name}.`)) found.push(other.definition);
    }
  }
  return found.slice(1);
}
