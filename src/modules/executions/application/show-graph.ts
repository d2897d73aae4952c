import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type Actor, Actors } from '../../keystone-auth/index.js';
import { entryWorkflow, FindWorkbook, PinnedWorkbooks, type Workbook } from '../../workbooks/index.js';
import type { WorkflowDescription } from '../../workflow-engine/index.js';
import { Execution } from '../domain/execution.js';

/** The workflows of a workbook that a run may come through, the one that it starts with first. */
export interface RunGraph {
  readonly workbook: string;
  readonly digest: string;
  readonly workflows: readonly WorkflowDescription[];
}

/** How the tasks of a run follow one another, by the definition that it runs. */
@Injectable()
export class ShowGraph {
  constructor(
    private readonly pinned: PinnedWorkbooks,
    private readonly findWorkbook: FindWorkbook,
    private readonly actors: Actors,
  ) {}

  /**
   * Of one that the engine has not taken on: by the present workbook, or what it is pinned to. Throws `not_found`
   * (`execution.definition_unknown`, `workbook.not_found`).
   */
  async execute(user: Actor, execution: Execution): Promise<RunGraph> {
    const workbook = await this.workbookOf(user, execution);
    const entry = entryWorkflow(workbook.description);
    return {
      workbook: workbook.name,
      digest: workbook.digest,
      workflows: reachedFrom(entry, workbook),
    };
  }

  private async workbookOf(user: Actor, execution: Execution): Promise<Workbook> {
    const digest = execution.workbookDigest ?? execution.pinnedDigest;
    if (digest === null)
      return this.findWorkbook.execute(this.actors.of(execution, user), execution.workbookName);
    const workbook = await this.pinned.find(digest);
    if (workbook) return workbook;
    const detail = `The definition ${digest}, which this execution ran, is not kept: its tasks can still be listed.`;
    throw new DomainError('not_found', 'execution.definition_unknown', detail);
  }
}

/** Breadth first, each once; workflows of other workbooks are left out. */
function reachedFrom(entry: WorkflowDescription, { description }: Workbook): WorkflowDescription[] {
  const reached = new Set([entry]);
  for (const { tasks } of reached)
    for (const { workflow } of tasks) {
      const next = description.workflows.find(({ name }) => isNamed(workflow, description.name, name));
      if (next) reached.add(next);
    }
  return [...reached];
}

/** As the engine looks it up: within the workbook first. */
function isNamed(written: string | null, workbook: string, name: string): boolean {
  return written === name || written === `${workbook}.${name}`;
}
