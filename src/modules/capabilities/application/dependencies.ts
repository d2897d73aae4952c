import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { Principal } from '../../keystone-auth/index.js';
import { StackProvider } from '../../stacks/index.js';
import { ListWorkbooks } from '../../workbooks/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import type { Dependency, OfferedWorkbooks } from './capabilities.js';

const PATIENCE_MS = 3_000;

/** Asks what may be dead: a part that does not answer is said to be unavailable, and fails nothing else. */
@Injectable()
export class Dependencies {
  constructor(
    private readonly workflowEngine: WorkflowEngine,
    private readonly stackProvider: StackProvider,
    private readonly listWorkbooks: ListWorkbooks,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async engine(): Promise<Dependency> {
    const name = this.config.workflowEngine;
    const asked = await answerOf(async () => {
      await this.workflowEngine.ping();
      return this.workflowEngine.describe();
    });
    return { name, version: asked.answer?.version ?? null, unavailable: asked.unavailable };
  }

  async stacks(): Promise<Dependency> {
    const { unavailable } = await answerOf(() => this.stackProvider.ping());
    return { name: this.stackProvider.name, version: null, unavailable };
  }

  /** Without its engine a service still has those that it came with. */
  async workbooks(principal: Principal): Promise<OfferedWorkbooks> {
    const { answer, unavailable } = await answerOf(() => this.listWorkbooks.execute(principal));
    return { items: answer ?? this.listWorkbooks.builtIn(), unavailable };
  }
}

interface Asked<T> {
  readonly answer: T | undefined;
  readonly unavailable: string | null;
}

/** Only what says so itself is dead; anything else is a defect, or the asker's fault. */
async function answerOf<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { answer: await within(PATIENCE_MS, ask()), unavailable: null };
  } catch (error) {
    if (!(error instanceof DomainError && error.kind === 'unavailable')) throw error;
    return { answer: undefined, unavailable: error.message };
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const detail = `It does not answer within ${milliseconds / 1000} s.`;
    timer = setTimeout(
      () => reject(new DomainError('unavailable', 'capabilities.no_answer', detail)),
      milliseconds,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
