import { ApiProperty } from '@nestjs/swagger';
import type { JsonValue } from '../../../shared/domain/json.js';
import { ANY_JSON, nullableText } from '../../../shared/http/openapi.js';
import type { TaskDescription, WorkflowDescription } from '../../workflow-engine/index.js';
import { GraphEdge } from './workflow-graph.js';

export class WorkflowInputResponse {
  @ApiProperty({ example: 'unittest_cmd' })
  name!: string;

  @ApiProperty({ description: 'Whether a run must be given it: it has no default.' })
  required!: boolean;

  @ApiProperty({
    ...ANY_JSON,
    description: 'What it is where it is not given; null for a required one.',
  })
  default!: JsonValue;
}

export class WorkflowTaskResponse implements TaskDescription {
  @ApiProperty({ example: 'unit_test' })
  name!: string;

  @ApiProperty(nullableText('What the workbook says of it.'))
  description!: string | null;

  @ApiProperty({ type: [String] })
  tags!: readonly string[];

  @ApiProperty(nullableText('The action that it runs, as it is written; null where it runs a workflow.'))
  action!: string | null;

  @ApiProperty(nullableText('The workflow that it runs, as it is written.'))
  workflow!: string | null;

  @ApiProperty(nullableText('What its action calls, expressions not evaluated; null where it names no URL.'))
  url!: string | null;

  @ApiProperty({
    oneOf: [{ type: 'string', enum: ['all', 'one'] }, { type: 'integer' }, { type: 'null' }],
    description: 'How many of the edges into it have to be taken before it starts; null: each one starts it.',
  })
  join!: TaskDescription['join'];

  @ApiProperty({ description: 'Whether it runs once for each item of a list.' })
  items!: boolean;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seconds, its own or those of task-defaults; null where there are none, or an expression.',
  })
  timeout!: number | null;
}

/** One workflow of a workbook, and the graph of its tasks. */
export class WorkflowResponse implements WorkflowDescription {
  @ApiProperty({ example: 'main' })
  name!: string;

  @ApiProperty({ enum: ['direct', 'reverse'] })
  type!: WorkflowDescription['type'];

  @ApiProperty(nullableText('What the workbook says of it.'))
  description!: string | null;

  @ApiProperty({ type: [String] })
  tags!: readonly string[];

  @ApiProperty({ type: [WorkflowInputResponse] })
  inputs!: WorkflowInputResponse[];

  @ApiProperty({ type: [WorkflowTaskResponse] })
  tasks!: WorkflowTaskResponse[];

  @ApiProperty({ type: [GraphEdge] })
  edges!: GraphEdge[];
}

export function presentWorkflow(workflow: WorkflowDescription): WorkflowResponse {
  return {
    ...workflow,
    tags: [...workflow.tags],
    inputs: workflow.inputs.map((input) => ({ ...input })),
    tasks: workflow.tasks.map((task) => ({ ...task, tags: [...task.tags] })),
    edges: workflow.edges.map((edge) => ({ ...edge })),
  };
}
