import { api, dataOf, type Schemas, SolumError } from '../../shared/api/client.js';
import { createPlan, replacePlan } from '../plans/plan-queries.js';
import { type Draft, listOf } from './draft.js';

/** The step whose fields the service found fault with. */
export class RefusedStep extends Error {
  constructor(
    readonly step: number,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }

  /** Whether nothing was made for sure: another try is another request. */
  get isFinal(): boolean {
    return this.cause instanceof SolumError && this.cause.status < 500;
  }
}

/** Makes the plan where there is none yet, then the pipeline. Trying again makes nothing twice. */
export async function createFromDraft(
  draft: Draft,
  onPlan: (planId: string) => void,
): Promise<Schemas['CreatedPipeline']> {
  const planId = draft.planMode === 'existing' ? draft.planId : await planOf(draft);
  if (draft.planMode === 'new') onPlan(planId);
  try {
    return await dataOf<Schemas['CreatedPipeline']>(
      api.POST('/v1/pipelines', {
        params: { header: { 'Idempotency-Key': draft.requestKey } },
        body: requestOf(draft, planId),
      }),
    );
  } catch (error) {
    throw new RefusedStep(stepOf(error), error);
  }
}

async function planOf({ planText, madePlanId }: Draft): Promise<string> {
  try {
    const plan = madePlanId === '' ? await createPlan(planText) : await replacePlan(madePlanId, planText);
    return plan.uuid;
  } catch (error) {
    throw new RefusedStep(0, error);
  }
}

function requestOf(draft: Draft, planId: string): Schemas['CreatePipelineRequest'] {
  const { name, workbook, description, events, branches, tags, paths, skipCi, rebuildPhrase } = draft;
  return {
    name,
    plan_uri: `${window.location.origin}/v1/plans/${planId}`,
    workbook_name: workbook,
    ...(description === '' ? {} : { description }),
    trigger: {
      filters: {
        events: [...events],
        branches: listOf(branches),
        tags: listOf(tags),
        paths: listOf(paths),
        skip_ci: skipCi,
        rebuild_phrase: rebuildPhrase === '' ? null : rebuildPhrase,
      },
    },
  };
}

function stepOf(error: unknown): number {
  if (!(error instanceof SolumError)) return 2;
  if (error.code.startsWith('plan.')) return 0;
  return error.code.startsWith('workbook.') ||
    error.errors.some(({ pointer }) => pointer === '/workbook_name')
    ? 1
    : 2;
}
