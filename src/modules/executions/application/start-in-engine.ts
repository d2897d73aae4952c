import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { EnsureWorkbook, entryWorkflow, PinnedWorkbooks, type Workbook } from '../../workbooks/index.js';
import { type EngineScope, WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution } from '../domain/execution.js';
import { HandOver } from '../domain/executions.js';
import { timesFrom } from '../domain/run-times.js';
import { workflowInputs } from '../domain/workflow-inputs.js';
import { StationEnvironment } from './station-environment.js';

/** What the engine answers where the workflow is not there, or declares other inputs. */
const MAY_BE_OUTDATED: ReadonlySet<string> = new Set(['not_found', 'invalid']);
const NOT_YET = { deadlineAt: null, tasksDueAt: null };

/** Starts an execution in the engine, with the definition that it is pinned to or else with the present workbook. */
@Injectable()
export class StartInEngine {
  constructor(
    private readonly ensureWorkbook: EnsureWorkbook,
    private readonly pinned: PinnedWorkbooks,
    private readonly engine: WorkflowEngine,
    private readonly environment: StationEnvironment,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** May be repeated. With the workbook as it was a moment ago, where it is known; with the present one where that is refused. */
  async execute(execution: Execution, scope: EngineScope): Promise<HandOver> {
    const { pinnedDigest, workbookName } = execution;
    if (pinnedDigest !== null) return this.startWith(await this.pinnedTo(pinnedDigest), execution, scope);
    const recent = this.ensureWorkbook.recently(scope, workbookName);
    try {
      if (recent) return await this.startWith(recent, execution, scope);
    } catch (error) {
      if (!(error instanceof DomainError) || !MAY_BE_OUTDATED.has(error.kind)) throw error;
    }
    return this.startWith(await this.ensureWorkbook.execute(scope, workbookName), execution, scope);
  }

  private async pinnedTo(digest: string): Promise<Workbook> {
    const workbook = await this.pinned.find(digest);
    if (workbook) return workbook;
    const detail = `The definition ${digest}, which this execution is to run, is not there any more.`;
    throw new DomainError('not_found', 'execution.definition_unknown', detail);
  }

  private async startWith(workbook: Workbook, execution: Execution, scope: EngineScope): Promise<HandOver> {
    const workflow = entryWorkflow(workbook.description);
    const inputs = workflowInputs(workflow, execution.offeredInputs, execution.givenInputs);
    const workflowName = `${workbook.name}.${workflow.name}`;
    await this.pinned.keep(workbook);
    const started = await this.engine.startExecution(scope, {
      executionId: execution.id,
      workflowName,
      input: inputs,
      environment: this.environment.of(execution),
      description: `pipeline ${execution.pipelineId}`,
      ...(execution.pinnedDigest === null ? {} : { definition: workbook.definition }),
    });
    const isRunning = started.state === 'RUNNING';
    return {
      workbookDigest: workbook.digest,
      workflowName,
      inputs,
      state: isRunning ? 'RUNNING' : 'IDLE',
      startedAt: isRunning ? started.createdAt : null,
      ...(isRunning ? timesFrom(this.clock.now(), execution, this.config.deadlines) : NOT_YET),
    };
  }
}
