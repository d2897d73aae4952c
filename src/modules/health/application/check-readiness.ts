import { Inject, Injectable } from '@nestjs/common';
import { DATABASE_PROBE, type DatabaseProbe } from '../../../shared/domain/database-probe.js';
import { Authenticator } from '../../keystone-auth/index.js';
import { StackProvider } from '../../stacks/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';

const PATIENCE_MS = 3_000;

export interface DependencyHealth {
  readonly status: 'ok' | 'error';
  /** Milliseconds. */
  readonly latencyMs: number;
  /** Why it is not ready; null where it is. */
  readonly error: string | null;
}

export type Readiness = Readonly<Record<string, DependencyHealth>>;

/** Asks every dependency at once, each for a few seconds at most. */
@Injectable()
export class CheckReadiness {
  constructor(
    @Inject(DATABASE_PROBE) private readonly database: DatabaseProbe,
    private readonly engine: WorkflowEngine,
    private readonly stacks: StackProvider,
    private readonly authenticator: Authenticator,
  ) {}

  async execute(): Promise<Readiness> {
    const dependencies = {
      database: () => this.database(),
      workflow_engine: () => this.engine.ping(),
      stack_provider: () => this.stacks.ping(),
      ...this.authenticator.dependencies,
    };
    const asked = Object.entries(dependencies).map(async ([name, ask]) => [name, await probe(ask)] as const);
    return Object.fromEntries(await Promise.all(asked));
  }
}

async function probe(ask: () => Promise<unknown>): Promise<DependencyHealth> {
  const start = performance.now();
  const took = (): number => Math.round(performance.now() - start);
  try {
    await within(PATIENCE_MS, ask());
    return { status: 'ok', latencyMs: took(), error: null };
  } catch (error) {
    return { status: 'error', latencyMs: took(), error: error instanceof Error ? error.message : 'unknown' };
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
