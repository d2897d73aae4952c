import { DatabaseSession } from '../../../../database/database-session.js';
import { ArtifactStore } from '../../../../shared/domain/artifact-store.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { detectSandbox, SandboxChoice } from '../../../../shared/process/sandbox.js';
import { TemplateCatalogue } from '../../domain/template-catalogue.js';
import { ApplicationStarter } from './application-starter.js';
import { newLeaseOwner } from './lease-owner.js';
import { DEFAULT_OPTIONS, LocalStackOptions } from './local-stack-options.js';
import { LocalStackProvider } from './local-stack-provider.js';
import { PortRange } from './port-range.js';
import { StackDesires } from './stack-desires.js';
import { StackDirectories } from './stack-directories.js';
import { StackEvents } from './stack-events.js';
import { StackLeases } from './stack-leases.js';
import { StackSupervisor } from './stack-supervisor.js';

/** What the local provider needs from its surroundings. */
export interface LocalStackSurroundings {
  readonly session: DatabaseSession;
  readonly clock: Clock;
  readonly artifacts: ArtifactStore;
  readonly catalogue: TemplateCatalogue;
  readonly dataDir: string;
  readonly sandbox: SandboxChoice;
  readonly options?: Partial<LocalStackOptions>;
  readonly log: (message: string) => void;
}

/** The local provider put together: the port's adapter, and the supervisor that a worker starts beside it. */
export class LocalStacks {
  readonly provider: LocalStackProvider;
  private readonly options: LocalStackOptions;
  private readonly directories: StackDirectories;
  private readonly events = new StackEvents();
  private supervisor: StackSupervisor | undefined;

  constructor(private readonly surroundings: LocalStackSurroundings) {
    const { session, clock, artifacts, catalogue, dataDir, options } = surroundings;
    this.options = { ...DEFAULT_OPTIONS, ...options };
    this.directories = new StackDirectories(dataDir);
    this.provider = new LocalStackProvider(
      new StackDesires(session),
      this.events,
      catalogue,
      artifacts,
      this.directories,
      clock,
      this.options,
    );
  }

  /** Throws an Error where bubblewrap is demanded and does not work. */
  async startSupervising(): Promise<void> {
    const { session, clock, artifacts, catalogue, dataDir, log } = this.surroundings;
    const { events, directories, options } = this;
    const sandbox = await detectSandbox(this.surroundings.sandbox, [dataDir]);
    if (sandbox.warning) log(sandbox.warning);
    const stablePorts = new PortRange(20_000, 5_000);
    const innerPorts = new PortRange(25_000, 5_000);
    const leases = new StackLeases(session, clock, newLeaseOwner(), options.leaseMs);
    const starter = new ApplicationStarter(
      artifacts,
      directories,
      leases,
      innerPorts,
      sandbox,
      clock,
      options,
    );
    this.supervisor = new StackSupervisor({
      leases,
      events,
      directories,
      catalogue,
      starter,
      ports: stablePorts,
      clock,
      options,
      log,
    });
    await this.supervisor.start();
  }

  /** Resolves when nothing runs any more. */
  async stopSupervising(): Promise<void> {
    await this.supervisor?.stop();
    this.supervisor = undefined;
  }
}
