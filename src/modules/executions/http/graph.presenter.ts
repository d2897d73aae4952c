import { ApiProperty } from '@nestjs/swagger';
import { GraphEdge, GraphNode, presentGraph } from '../../workbooks/index.js';
import type { WorkflowDescription } from '../../workflow-engine/index.js';
import { RunGraph } from '../application/show-graph.js';

/** One workflow that the run may come through. */
export class RunWorkflow {
  @ApiProperty({ description: 'As workflow_name of its tasks.', example: 'test_build_deploy.main' })
  name!: string;

  @ApiProperty({ enum: ['direct', 'reverse'] })
  type!: 'direct' | 'reverse';

  @ApiProperty({ type: String, nullable: true, description: 'What the workbook says of it.' })
  description!: string | null;

  @ApiProperty({
    type: [GraphNode],
    description: 'A task belongs to the node whose id is its name; a loop makes several tasks of one node.',
  })
  nodes!: GraphNode[];

  @ApiProperty({ type: [GraphEdge] })
  edges!: GraphEdge[];
}

/** How the tasks of an execution follow one another, by the definition that it runs. */
export class ExecutionGraphResponse {
  @ApiProperty({ format: 'uuid' })
  execution_id!: string;

  @ApiProperty({ description: 'sha256 of the definition that this is drawn from.' })
  workbook_digest!: string;

  @ApiProperty({
    type: [RunWorkflow],
    description:
      'The workflow that it starts with, then those of the same workbook that its tasks may run; workflows of other workbooks are not here.',
  })
  workflows!: RunWorkflow[];
}

export function presentRunGraph(executionId: string, graph: RunGraph): ExecutionGraphResponse {
  return {
    execution_id: executionId,
    workbook_digest: graph.digest,
    workflows: graph.workflows.map((workflow) => presentWorkflow(workflow, graph.workbook)),
  };
}

function presentWorkflow(workflow: WorkflowDescription, workbook: string): RunWorkflow {
  const { name, type, description } = workflow;
  return { name: `${workbook}.${name}`, type, description, ...presentGraph(workflow) };
}
