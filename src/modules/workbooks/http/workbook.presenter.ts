import { ApiProperty } from '@nestjs/swagger';
import type { WorkflowDescription } from '../../workflow-engine/index.js';
import { Workbook } from '../domain/workbook.js';

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

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'Per workflow: name, type, inputs with defaults, tasks with their action and their edges.',
  })
  workflows!: WorkflowDescription[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updated_at!: string | null;
}

export class WorkbookVerdictResponse {
  @ApiProperty()
  valid!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is refused, in the engine’s own words.' })
  error!: string | null;
}

export function presentWorkbook(workbook: Workbook, publicUrl: string): WorkbookResponse {
  return {
    uri: `${publicUrl}/v1/workbooks/${encodeURIComponent(workbook.name)}`,
    name: workbook.name,
    type: 'workbook',
    origin: workbook.origin,
    description: workbook.description.description ?? '',
    tags: [...workbook.description.tags],
    digest: workbook.digest,
    definition: workbook.definition,
    workflows: [...workbook.description.workflows],
    updated_at: workbook.updatedAt?.toISOString() ?? null,
  };
}
