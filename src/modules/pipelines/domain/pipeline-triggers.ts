import { PipelineTrigger } from './pipeline-trigger.js';

/** The store of triggers, one of each pipeline; secrets lie sealed in it. A trigger goes with its pipeline. Writes join the unit of work. */
export abstract class PipelineTriggers {
  abstract insert(trigger: PipelineTrigger): Promise<void>;

  abstract get(id: string): Promise<PipelineTrigger | undefined>;

  /** Writes the given fields if the trigger is of this version, and counts it up; false else. */
  abstract change(
    id: string,
    version: number,
    fields: Partial<Omit<PipelineTrigger, 'id' | 'pipelineId' | 'projectId' | 'version'>>,
  ): Promise<boolean>;
}
