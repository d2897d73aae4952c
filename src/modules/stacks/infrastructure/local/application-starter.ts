import { ArtifactStore } from '../../../../shared/domain/artifact-store.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { newMark } from '../../../../shared/process/process-group.js';
import { Sandbox } from '../../../../shared/process/sandbox.js';
import { RunningProcess, spawnGroup } from '../../../../shared/process/spawn-group.js';
import { WebProcess } from '../../domain/web-process.js';
import { Application } from './application.js';
import { BoundedLog } from './bounded-log.js';
import { probe } from './health-probe.js';
import { LocalStackOptions } from './local-stack-options.js';
import { OutputTail } from './output-tail.js';
import { PortRange } from './port-range.js';
import { AppDirectory, StackDirectories } from './stack-directories.js';
import { Lease, StackLeases } from './stack-leases.js';
import { WakeUp } from './wake-up.js';

/** Why an application did not come up, for its author. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}

interface Attempt {
  readonly application: Application;
  readonly web: WebProcess;
  readonly output: OutputTail;
  readonly signal: AbortSignal;
}

/** Brings applications up: unpacked, started, asked until they answer. */
export class ApplicationStarter {
  constructor(
    private readonly artifacts: ArtifactStore,
    private readonly directories: StackDirectories,
    private readonly leases: StackLeases,
    private readonly ports: PortRange,
    private readonly sandbox: Sandbox,
    private readonly clock: Clock,
    private readonly options: LocalStackOptions,
  ) {}

  /**
   * Resolves with an application that answers. Rejects with what `signal` was aborted with, or with a `StartFailure`;
   * nothing of the attempt lives then.
   */
  async start(lease: Lease, revision: number, web: WebProcess, signal: AbortSignal): Promise<Application> {
    const open = () => this.artifacts.open(web.artifact);
    const directory = await this.directories.prepare(lease.stackId, revision, open, signal);
    const output = new OutputTail(Object.values(web.environment));
    const application = await this.spawn(lease, revision, web, directory, output);
    try {
      await this.leases.noteStart(application.identity);
      await this.becomeReady({ application, web, output, signal });
      return application;
    } catch (error) {
      await application.end(0);
      throw error;
    }
  }

  private async spawn(
    lease: Lease,
    revision: number,
    web: WebProcess,
    directory: AppDirectory,
    output: OutputTail,
  ): Promise<Application> {
    const mark = newMark();
    if (!(await this.leases.noteProcess(lease, revision, mark)))
      throw new StartFailure('The lease was lost.');
    const port = await this.ports.take();
    const log = new BoundedLog(this.directories.logFile(lease.stackId), this.options.logBytes);
    const cleanUp = async (): Promise<void> => {
      this.ports.release(port);
      log.close();
      await this.leases.forgetProcess(mark);
    };
    let running: RunningProcess;
    try {
      running = spawnGroup({
        command: web.command,
        cwd: directory.app,
        env: { ...environmentOf(directory), ...web.environment, PORT: String(port), HOST: '127.0.0.1' },
        writable: [directory.app, directory.temporary],
        network: true,
        sandbox: this.sandbox,
        mark,
        onOutput: (chunk) => {
          output.add(chunk);
          log.write(chunk);
        },
      });
    } catch (error) {
      await cleanUp();
      throw error;
    }
    return new Application(revision, port, this.clock.now(), running, cleanUp);
  }

  private async becomeReady({ application, web, output, signal }: Attempt): Promise<void> {
    const deadline = this.clock.after(this.options.startDeadlineMs);
    const wakeUp = new WakeUp(this.clock);
    const exit = application.exited().finally(wakeUp.call);
    signal.addEventListener('abort', wakeUp.call);
    for (;;) {
      const problem = await probe(application.port, web.healthPath, signal);
      signal.throwIfAborted();
      if (application.hasEnded) {
        throw new StartFailure(output.appendedTo(`The application did not become ready: ${await exit}.`));
      }
      if (problem === null) return;
      if (this.clock.now() >= deadline) {
        const seconds = this.options.startDeadlineMs / 1000;
        throw new StartFailure(
          output.appendedTo(`The application was not ready within ${seconds} s: ${problem}.`),
        );
      }
      await wakeUp.sleep(this.clock.after(this.options.probeMs));
    }
  }
}

function environmentOf({ app, temporary }: AppDirectory): Record<string, string> {
  return {
    ...(process.env.PATH ? { PATH: process.env.PATH } : {}),
    HOME: app,
    LANG: 'C.UTF-8',
    TMPDIR: temporary,
  };
}
