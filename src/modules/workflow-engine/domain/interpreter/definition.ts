import { AdHocAction, Workbook, Workflow } from '../language/index.js';

/** A workflow, and the workbook whose short names it may use. */
export interface DefinedWorkflow {
  readonly fullName: string;
  readonly workbook: string;
  readonly workflow: Workflow;
}

/** What an execution was started with: its workbook, and those that it refers to by full name. */
export class Definition {
  constructor(private readonly workbooks: readonly Workbook[]) {}

  findWorkflow(fullName: string): DefinedWorkflow | undefined {
    for (const { name, workflows } of this.workbooks) {
      if (!fullName.startsWith(`${name}.`)) continue;
      const workflow = workflows.get(fullName.slice(name.length + 1));
      if (workflow) return { fullName, workbook: name, workflow };
    }
    return undefined;
  }

  findAction(fullName: string): AdHocAction | undefined {
    for (const { name, actions } of this.workbooks) {
      if (!fullName.startsWith(`${name}.`)) continue;
      const action = actions.get(fullName.slice(name.length + 1));
      if (action) return action;
    }
    return undefined;
  }
}
