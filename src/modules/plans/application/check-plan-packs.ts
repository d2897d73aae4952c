import { Injectable } from '@nestjs/common';
import { CheckPackNames } from '../../language-packs/index.js';
import { PlanDocument } from '../domain/plan.js';

@Injectable()
export class CheckPlanPacks {
  constructor(private readonly checkPackNames: CheckPackNames) {}

  /** The ids of the project's own language packs that a plan names. Throws `invalid` (`plan.invalid`) for unknown ones. */
  execute(projectId: string, { artifacts }: PlanDocument): Promise<string[]> {
    const named = artifacts.flatMap(({ language_pack: name }, index) =>
      name == null ? [] : [{ name, pointer: `/artifacts/${index}/language_pack` }],
    );
    return this.checkPackNames.execute(projectId, named, 'plan.invalid');
  }
}
