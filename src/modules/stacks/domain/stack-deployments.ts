/** An update of a stack, for as long as what it deploys may run there. */
export interface StackDeployment {
  readonly id: string;
  readonly stackId: string;
  /** Null where the template needs none. */
  readonly artifactId: string | null;
  /** Its number among all that is noted for the stack, from before the provider was asked. */
  readonly wanted: number;
  /** Likewise, from when the provider had taken it on; null until then. */
  readonly taken: number | null;
  readonly wantedAt: Date;
}

/** What was noted of a stack up to one moment. */
export interface DeploymentHistory {
  readonly last: number;
  readonly deployments: readonly StackDeployment[];
}

/**
 * What may run on each stack: written down before the provider is told, and taken back only for what certainly does not run any
 * more. Each call is a transaction, or joins the unit of work.
 */
export abstract class StackDeployments {
  /** The stack is about to be updated to this. */
  abstract want(stackId: string, artifactId: string | null, now: Date): Promise<StackDeployment>;

  /** The provider has taken the update on. */
  abstract take(deployment: StackDeployment): Promise<void>;

  /** The provider has refused the update. */
  abstract refuse(deployment: StackDeployment): Promise<void>;

  abstract historyOf(stackId: string): Promise<DeploymentHistory>;

  /** Takes these back, unless something was noted since. */
  abstract release(
    stackId: string,
    history: DeploymentHistory,
    over: readonly StackDeployment[],
  ): Promise<void>;

  /** The stack is gone. */
  abstract forget(stackId: string): Promise<void>;

  /** Those of the artifacts that may run on some stack. */
  abstract artifactsAmong(artifactIds: readonly string[]): Promise<Set<string>>;
}

/** Longer than any call of a provider takes: what it was not asked for by then, it will not be. */
const ABANDONED_MS = 24 * 3_600_000;

/**
 * What is certainly over, where the provider says what became of the stack's last update: `complete`, or `restored`, which
 * leaves running what ran before. Updates that were under way at the same time prove nothing about each other.
 */
export function overAfter(
  outcome: 'complete' | 'restored',
  deployments: readonly StackDeployment[],
  now: Date,
): StackDeployment[] {
  const taken = deployments.filter((deployment) => deployment.taken !== null);
  const newest = taken.reduce<StackDeployment | undefined>(
    (first, other) => (first && first.wanted > other.wanted ? first : other),
    undefined,
  );
  if (!newest) return [];
  const others = deployments.filter((other) => other !== newest);
  const isBefore = ({ wanted, taken: until, wantedAt }: StackDeployment): boolean =>
    until === null
      ? wanted < newest.wanted && now.getTime() - wantedAt.getTime() > ABANDONED_MS
      : until < newest.wanted;
  if (outcome === 'complete') return others.filter(isBefore);
  return others.every(({ taken: until }) => until !== null && until < newest.wanted) ? [newest] : [];
}
