import type { JsonObject } from '../../../shared/domain/json.js';
import type { Plan } from '../../plans/index.js';
import { Pipeline } from './pipeline.js';

/** Which source is built: null is the default branch, or the head of the ref. */
export interface SourceRevision {
  readonly ref: string | null;
  readonly commit: string | null;
}

/**
 * What a pipeline offers its workflow (docs/use/workbooks.md lists them); the workflow gets those that it declares as inputs.
 * They come from the plan's first artifact, as in the original service.
 */
export function offeredInputs(pipeline: Pipeline, plan: Plan, revision: SourceRevision): JsonObject {
  const artifact = plan.document.artifacts[0];
  const source = artifact && { href: artifact.content.href, ref: revision.ref, commit: revision.commit };
  return {
    name: artifact?.name ?? pipeline.name,
    pipeline_id: pipeline.id,
    pipeline_name: pipeline.name,
    ...(source ? { source, source_uri: source.href } : {}),
    ref: revision.ref,
    commit: revision.commit,
    language_pack: artifact?.language_pack || null,
    unittest_cmd: artifact?.unittest_cmd ?? null,
    build_cmd: artifact?.build_cmd ?? null,
    run_cmd: artifact?.run_cmd ?? null,
    functionaltest_cmd: artifact?.functionaltest_cmd ?? null,
    image_format: artifact?.image_format ?? null,
    secrets: artifact?.secrets ? [...artifact.secrets] : null,
    ports: (artifact?.ports as JsonObject[string] | undefined) ?? null,
    parameters: plan.document.parameters,
    stack_id: pipeline.stackId,
  };
}
