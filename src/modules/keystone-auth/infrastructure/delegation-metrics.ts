import { Gauge } from 'prom-client';
import { metrics } from '../../../shared/observability/metrics.js';
import { Delegations } from '../domain/delegations.js';

const NAME = 'solum_delegations_broken';

/** Counts when it is asked; the last application of a process is the one that is asked. */
export function measureDelegations(delegations: Delegations): void {
  metrics.removeSingleMetric(NAME);
  const gauge: Gauge = new Gauge({
    name: NAME,
    help: 'Delegations that work no more: their pipelines cannot run until somebody renews them.',
    registers: [metrics],
    collect: async () => gauge.set(await delegations.countBroken()),
  });
}
