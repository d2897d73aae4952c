import { Counter } from 'prom-client';
import { metrics } from '../../../shared/observability/metrics.js';
import { SweepMeter } from '../domain/sweep-meter.js';

const swept = new Counter({
  name: 'solum_retention_swept_total',
  help: 'Things that retention has taken away, by kind.',
  labelNames: ['kind'],
  registers: [metrics],
});

const failed = new Counter({
  name: 'solum_retention_failures_total',
  help: 'Rules of retention that ended in an error, by kind.',
  labelNames: ['kind'],
  registers: [metrics],
});

export class PrometheusSweepMeter extends SweepMeter {
  count(kind: string, things: number): void {
    swept.inc({ kind }, things);
  }

  fail(kind: string): void {
    failed.inc({ kind });
  }
}
