import type { Sandbox } from '../../../shared/process/sandbox.js';
import type { ContainerBuilder } from '../domain/image-builders.js';
import { type Runner, RunnerDiscovery } from '../domain/runner.js';

const MACHINE = [`arch=${process.arch}`, `os=${process.platform}`];

/** What the machine's sandbox and container builder have found to work. */
export class MachineRunners extends RunnerDiscovery {
  constructor(
    private readonly sandbox: () => Promise<Sandbox>,
    private readonly builder: ContainerBuilder,
  ) {
    super();
  }

  async process(): Promise<Runner> {
    const { kind, isolatesNetwork, tools } = await this.sandbox();
    const labels = [
      ...MACHINE,
      `isolates-network=${isolatesNetwork ? 'yes' : 'no'}`,
      `limits-resources=${tools.prlimit ? 'yes' : 'no'}`,
    ];
    return { kind: 'process', name: kind, labels: labels.sort() };
  }

  async container(signal: AbortSignal): Promise<Runner | undefined> {
    const tool = await this.builder.tool(signal);
    return tool === undefined ? undefined : { kind: 'container', name: tool, labels: [...MACHINE] };
  }
}
