import { Logger } from '@nestjs/common';
import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../../shared/domain/ids.js';
import { withinTime } from '../../../shared/domain/time-limit.js';
import { Sandbox } from '../../../shared/process/sandbox.js';
import { Build, BuildRequest, ContainerBuilder } from '../domain/image-builders.js';
import { JobLog } from '../domain/job-logs.js';
import { Workspace } from '../domain/workspaces.js';
import { CONTAINER_TOOLS, ContainerOrder, ContainerTool } from './container-tools.js';
import { makeWorkspace } from './directory-workspaces.js';
import { runGroup } from './run-group.js';
import { baseEnvironment } from './sandboxed-commands.js';
import { makeTrialDirectory } from './trial-directories.js';

const RECIPES = ['Containerfile', 'Dockerfile'];
const TRIAL_MS = 30_000;
const NEVER = new AbortController().signal;
const NO_LOG: JobLog = { write: () => undefined, note: () => undefined, close: async () => 0 };

/** Builds with the first tool that has proved to work on this machine. The tools bring their own isolation. */
export class ToolContainerBuilder extends ContainerBuilder {
  private readonly logger = new Logger('Stations');
  private working: Promise<ContainerTool | undefined> | undefined;

  constructor(
    private readonly sandbox: () => Promise<Sandbox>,
    private readonly tools: readonly ContainerTool[] = CONTAINER_TOOLS,
  ) {
    super();
  }

  async recipe({ source }: Workspace): Promise<string | undefined> {
    for (const name of RECIPES) {
      // Not stat: a link could lead out of the workspace.
      const found = await lstat(join(source, name)).catch(() => undefined);
      if (found?.isFile()) return name;
    }
    return undefined;
  }

  async tool(signal?: AbortSignal): Promise<string | undefined> {
    return (await this.find(signal))?.name;
  }

  async build(request: BuildRequest): Promise<Build> {
    const tool = await this.find();
    if (!tool) throw new Error('No tool builds images here.');
    return this.buildWith(tool, request);
  }

  private find(stop?: AbortSignal): Promise<ContainerTool | undefined> {
    this.working ??= this.firstWorking(stop);
    return this.working;
  }

  /** What was broken off is tried out again when it is next asked for. */
  private async firstWorking(stop?: AbortSignal): Promise<ContainerTool | undefined> {
    for (const tool of this.tools) {
      if (stop?.aborted) break;
      if (await this.works(tool, stop)) return tool;
    }
    if (stop?.aborted) this.working = undefined;
    return undefined;
  }

  /** Being installed says little: the smallest image is really built. */
  private async works(tool: ContainerTool, stop?: AbortSignal): Promise<boolean> {
    const directory = await makeTrialDirectory();
    try {
      const workspace = await makeWorkspace(directory);
      await writeFile(join(workspace.source, 'Containerfile'), 'FROM scratch\nCOPY Containerfile /\n');
      const trial = { workspace, name: 'solum-trial', commit: newId(), log: NO_LOG };
      const { file } = await withinTime(TRIAL_MS, stop ?? NEVER, (signal) =>
        this.buildWith(tool, { ...trial, signal }),
      );
      return file !== undefined;
    } catch (error) {
      this.logger.debug(`${tool.name} builds no images here: ${String(error)}`);
      return false;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  private async buildWith(tool: ContainerTool, request: BuildRequest): Promise<Build> {
    const { workspace, name, commit } = request;
    const recipe = await this.recipe(workspace);
    if (recipe === undefined) throw new Error('There is no recipe to build an image from.');
    const order: ContainerOrder = {
      image: `localhost/${name}:${commit.slice(0, 12)}`,
      recipe: join(workspace.source, recipe),
      context: workspace.source,
      file: join(workspace.output, 'image.tar'),
      storage: join(workspace.root, 'containers'),
    };
    await mkdir(order.storage, { recursive: true });
    try {
      const exitCode = await this.runAll(tool.commands(order), request);
      return { format: 'oci', file: exitCode === 0 ? order.file : undefined, exitCode };
    } finally {
      const signal = AbortSignal.timeout(TRIAL_MS);
      await this.runAll(tool.cleanUp(order), { ...request, log: NO_LOG, signal }).catch(() => undefined);
    }
  }

  /** The exit code of the first that fails; 0 where none does. */
  private async runAll(
    commands: readonly string[][],
    { workspace, log, signal }: BuildRequest,
  ): Promise<number> {
    const machine = await this.sandbox();
    const sandbox: Sandbox = { ...machine, kind: 'none', tools: { ...machine.tools, bwrap: null } };
    for (const command of commands) {
      log.note(`$ ${command.join(' ')}`);
      const end = await runGroup(
        {
          command,
          cwd: workspace.source,
          env: baseEnvironment(workspace),
          writable: [],
          network: true,
          sandbox,
          onOutput: (chunk) => log.write(chunk),
        },
        workspace,
        signal,
      );
      if (end.code !== 0) return end.code ?? 1;
    }
    return 0;
  }
}
