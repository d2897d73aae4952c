import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Actors, type Principal } from '../../keystone-auth/index.js';
import { entryWorkflow, FindWorkbook } from '../../workbooks/index.js';
import { Pipeline } from '../domain/pipeline.js';

/** Tells a user of a wrong input at once, and not by a run that fails. */
@Injectable()
export class RefuseUndeclaredInputs {
  constructor(
    private readonly findWorkbook: FindWorkbook,
    private readonly actors: Actors,
  ) {}

  /** Throws `invalid` (`execution.input_invalid`) that names each input which the pipeline's workflow does not declare. */
  async execute(principal: Principal, pipeline: Pipeline, inputs: JsonObject): Promise<void> {
    const names = Object.keys(inputs);
    if (names.length === 0) return;
    const actor = this.actors.of(pipeline, principal);
    const { description } = await this.findWorkbook.execute(actor, pipeline.workbookName);
    const workflow = entryWorkflow(description);
    const declared = new Set(workflow.inputs.map(({ name }) => name));
    const errors = names
      .filter((name) => !declared.has(name))
      .map((name) => ({
        pointer: `/inputs/${name.slice(0, 100)}`,
        detail: `is not an input of the workflow ${workflow.name}`,
      }));
    if (errors.length === 0) return;
    const detail = `${errors.map(({ pointer }) => pointer).join(', ')}: not an input of the workflow ${workflow.name}; it has ${[...declared].join(', ')}.`;
    throw new DomainError('invalid', 'execution.input_invalid', detail, { errors });
  }
}
