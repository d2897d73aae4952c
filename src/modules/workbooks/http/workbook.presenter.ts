import { ApiProperty, PickType } from '@nestjs/swagger';
import type { WorkbookDescription } from '../../workflow-engine/index.js';
import type { CheckedWorkbook } from '../application/validate-workbook.js';
import { findEntryWorkflow, Workbook } from '../domain/workbook.js';
import { presentWorkflow, WorkflowResponse } from './workflow.responses.js';

export class WorkbookResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ example: 'test_build_deploy' })
  name!: string;

  @ApiProperty({ enum: ['workbook'] })
  type!: 'workbook';

  @ApiProperty({
    enum: ['built-in', 'project'],
    description: 'Comes with the service, or is the project’s own.',
  })
  origin!: 'built-in' | 'project';

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [String] })
  tags!: string[];

  @ApiProperty({ description: 'sha256 of the definition; an execution records the one it ran.' })
  digest!: string;

  @ApiProperty({ description: 'The Mistral DSL v2 document (YAML) to the letter.' })
  definition!: string;

  @ApiProperty({ type: [WorkflowResponse] })
  workflows!: WorkflowResponse[];

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'main',
    description: 'The workflow that a pipeline runs; null where the workbook has none to start with.',
  })
  entry_workflow!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updated_at!: string | null;
}

/** What a document would be as a workbook. */
export class ReadWorkbookResponse extends PickType(WorkbookResponse, [
  'name',
  'description',
  'tags',
  'workflows',
  'entry_workflow',
]) {}

export class WorkbookVerdictResponse {
  @ApiProperty()
  valid!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is refused, in the engine’s own words.' })
  error!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'The line of the document that the error is about; null where that is not known.',
  })
  line!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, description: 'The column of that line.' })
  column!: number | null;

  @ApiProperty({
    type: ReadWorkbookResponse,
    nullable: true,
    description: 'What it would be, with the graphs of its tasks; null where it cannot be read.',
  })
  workbook!: ReadWorkbookResponse | null;
}

export function presentWorkbook(workbook: Workbook, publicUrl: string): WorkbookResponse {
  return {
    uri: `${publicUrl}/v1/workbooks/${encodeURIComponent(workbook.name)}`,
    type: 'workbook',
    origin: workbook.origin,
    ...presentDescription(workbook.description),
    name: workbook.name,
    digest: workbook.digest,
    definition: workbook.definition,
    updated_at: workbook.updatedAt?.toISOString() ?? null,
  };
}

export function presentVerdict(checked: CheckedWorkbook): WorkbookVerdictResponse {
  const { valid, error, position, description } = checked;
  return {
    valid,
    error,
    line: position?.line ?? null,
    column: position?.column ?? null,
    workbook: description ? presentDescription(description) : null,
  };
}

function presentDescription(description: WorkbookDescription): ReadWorkbookResponse {
  return {
    name: description.name,
    description: description.description ?? '',
    tags: [...description.tags],
    workflows: description.workflows.map(presentWorkflow),
    entry_workflow: findEntryWorkflow(description)?.name ?? null,
  };
}
