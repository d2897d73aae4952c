import { ArtifactReferences } from '../../artifacts/index.js';
import { ArtifactStore } from '../../../shared/domain/artifact-store.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { overAfter, StackDeployments } from '../domain/stack-deployments.js';
import {
  CreateStack,
  Stack,
  StackEvent,
  StackProvider,
  StackScope,
  UpdateStack,
} from '../domain/stack-provider.js';

/** Any provider, with a record of what may run on its stacks, which keeps those artifacts. */
export class RecordedStackProvider extends StackProvider {
  readonly name: string;

  constructor(
    private readonly provider: StackProvider,
    private readonly deployments: StackDeployments,
    private readonly artifacts: ArtifactStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    references: ArtifactReferences,
  ) {
    super();
    this.name = provider.name;
    references.add((artifactIds) => deployments.artifactsAmong(artifactIds));
  }

  ping(): Promise<void> {
    return this.provider.ping();
  }

  create(scope: StackScope, request: CreateStack): Promise<Stack> {
    return this.provider.create(scope, request);
  }

  findByRequest(scope: StackScope, requestId: string): Promise<Stack | undefined> {
    return this.provider.findByRequest(scope, requestId);
  }

  get(scope: StackScope, stackId: string): Promise<Stack> {
    return this.provider.get(scope, stackId);
  }

  check(scope: StackScope, stackId: string): Promise<Stack> {
    return this.provider.check(scope, stackId);
  }

  /** An update of which nobody knows whether the provider took it on counts as one that it may yet take on. */
  async update(scope: StackScope, stackId: string, request: UpdateStack): Promise<Stack> {
    const { artifact } = request.parameters;
    const artifactId = typeof artifact === 'string' ? artifact : null;
    const deployment = await this.unitOfWork.run(async () => {
      if (artifactId !== null) await this.artifacts.use(artifactId);
      return this.deployments.want(stackId, artifactId, this.clock.now());
    });
    try {
      const stack = await this.provider.update(scope, stackId, request);
      await this.deployments.take(deployment);
      return stack;
    } catch (error) {
      if (isRefusal(error)) await this.deployments.refuse(deployment);
      throw error;
    }
  }

  async settled(
    scope: StackScope,
    stackId: string,
    signal: AbortSignal,
    onEvent?: (event: StackEvent) => void,
  ): Promise<Stack> {
    const stack = await this.provider.settled(scope, stackId, signal, onEvent);
    if (outcomeOf(stack)) await this.releaseOver(scope, stackId);
    return stack;
  }

  async delete(scope: StackScope, stackId: string): Promise<void> {
    await this.provider.delete(scope, stackId);
    await this.deployments.forget(stackId);
  }

  /** The provider is asked again, after the history was read: its answer is about all that was taken on until then. */
  private async releaseOver(scope: StackScope, stackId: string): Promise<void> {
    const history = await this.deployments.historyOf(stackId);
    if (history.deployments.length < 2) return;
    const outcome = outcomeOf(await this.provider.get(scope, stackId));
    if (!outcome) return;
    const over = overAfter(outcome, history.deployments, this.clock.now());
    await this.deployments.release(stackId, history, over);
  }
}

function outcomeOf({ status, restored }: Stack): 'complete' | 'restored' | undefined {
  if (status === 'UPDATE_COMPLETE') return 'complete';
  return status === 'UPDATE_FAILED' && restored ? 'restored' : undefined;
}

/** The provider has answered, and not that it is away. */
function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && error.kind !== 'unavailable';
}
