export const PIPELINE_TABS = ['runs', 'deliveries', 'settings'] as const;
export type PipelineTab = (typeof PIPELINE_TABS)[number];

export interface PipelineSearch {
  readonly tab?: PipelineTab;
}

export function pipelineSearch({ tab }: Record<string, unknown>): PipelineSearch {
  const known = PIPELINE_TABS.find((each) => each === tab);
  return known && known !== 'runs' ? { tab: known } : {};
}
