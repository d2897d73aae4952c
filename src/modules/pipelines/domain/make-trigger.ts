import type { Pipeline } from './pipeline.js';
import {
  DEFAULT_TRIGGER_SETTINGS,
  newTriggerSecret,
  PipelineTrigger,
  TriggerSettings,
} from './pipeline-trigger.js';

/** The trigger of a new pipeline, with a secret of its own; what the settings do not name is refused rather than allowed. */
export function makeTrigger(
  { id, projectId, triggerId, createdAt }: Pipeline,
  settings: Partial<TriggerSettings>,
): PipelineTrigger {
  return {
    ...DEFAULT_TRIGGER_SETTINGS,
    ...settings,
    id: triggerId,
    pipelineId: id,
    projectId,
    secret: newTriggerSecret(),
    secretMadeAt: createdAt,
    previousSecret: null,
    previousUntil: null,
    version: 1,
    createdAt,
    updatedAt: createdAt,
  };
}
