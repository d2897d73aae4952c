import { Gauge } from 'prom-client';
import { metrics } from '../../../shared/observability/metrics.js';
import { Delegations } from '../domain/delegations.js';

const measured = new Set<Delegations>();

const broken: Gauge = new Gauge({
  name: 'solum_delegations_broken',
  help: 'Delegations that work no more: their pipelines cannot run until somebody renews them.',
  registers: [metrics],
  collect: async () => {
    const counts = await Promise.all([...measured].map((delegations) => delegations.countBroken()));
    broken.set(counts.reduce((sum, count) => sum + count, 0));
  },
});

/** Counts the broken ones whenever the metrics are asked for, until the returned function is called. */
export function measureDelegations(delegations: Delegations): () => void {
  measured.add(delegations);
  return () => measured.delete(delegations);
}
