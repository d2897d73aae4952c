import { useEffect, useState } from 'react';
import { STARTER, withoutTokens } from '../plans/plan-document.js';

export const STEPS = ['Plan', 'Workbook', 'Trigger', 'Webhook'] as const;
export type GitEvent = 'push' | 'tag' | 'pull_request' | 'comment';

/** What has been chosen so far. A token that is typed into the plan is in memory only. */
export interface Draft {
  readonly step: number;
  readonly planMode: 'new' | 'existing';
  readonly planText: string;
  /** Of the plan that is chosen, or that an earlier try has made of `planText`. */
  readonly planId: string;
  readonly madePlanId: string;
  readonly workbook: string;
  readonly name: string;
  readonly description: string;
  readonly events: readonly GitEvent[];
  readonly branches: string;
  readonly tags: string;
  readonly paths: string;
  readonly skipCi: boolean;
  readonly rebuildPhrase: string;
  /** The pipeline, once it is made; names the same request while it is not. */
  readonly pipelineId: string;
  readonly requestKey: string;
}

const KEY = 'solum.new-pipeline';

const fresh = (): Draft => ({
  step: 0,
  planMode: 'new',
  planText: STARTER,
  planId: '',
  madePlanId: '',
  workbook: '',
  name: '',
  description: '',
  events: ['push', 'tag'],
  branches: '',
  tags: '',
  paths: '',
  skipCi: true,
  rebuildPhrase: '',
  pipelineId: '',
  requestKey: newKey(),
});

export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

export interface DraftState {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly startOver: () => void;
}

/** A draft that outlives a reload and an expired session, in this tab. */
export function useDraft(): DraftState {
  const [draft, setDraft] = useState(kept);
  useEffect(() => {
    window.sessionStorage.setItem(KEY, JSON.stringify({ ...draft, planText: withoutTokens(draft.planText) }));
  }, [draft]);
  return {
    draft,
    change: (changes) => setDraft((present) => ({ ...present, ...changes })),
    startOver: () => setDraft(fresh()),
  };
}

function kept(): Draft {
  try {
    return { ...fresh(), ...(JSON.parse(window.sessionStorage.getItem(KEY) ?? '{}') as Partial<Draft>) };
  } catch {
    return fresh();
  }
}

export const listOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
