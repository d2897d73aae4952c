import { Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { SweepExpired } from './application/sweep-expired.js';
import { FreeSpace } from './domain/free-space.js';
import { RetentionRules } from './domain/retention-rules.js';
import { SweepLease } from './domain/sweep-lease.js';
import { SweepMeter } from './domain/sweep-meter.js';
import { DatabaseSweepLease } from './infrastructure/database-sweep-lease.js';
import { PrometheusSweepMeter } from './infrastructure/prometheus-sweep-meter.js';
import { SqliteFreeSpace } from './infrastructure/sqlite-free-space.js';

@Module({
  providers: [
    SweepExpired,
    RetentionRules,
    { provide: SweepLease, useClass: DatabaseSweepLease },
    { provide: FreeSpace, useClass: SqliteFreeSpace },
    { provide: SweepMeter, useClass: PrometheusSweepMeter },
  ],
  exports: [RetentionRules],
})
export class RetentionModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly sweep: SweepExpired) {}

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweep.stop();
  }
}
