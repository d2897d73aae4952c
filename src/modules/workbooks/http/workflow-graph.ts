import { ApiProperty } from '@nestjs/swagger';
import { nullableText } from '../../../shared/http/openapi.js';
import type { TaskDescription, WorkflowDescription } from '../../workflow-engine/index.js';

/** One task of a workflow, or a command to the engine. */
export class GraphNode {
  @ApiProperty({ description: 'The task’s name, or an engine command’s.', example: 'unit_test' })
  id!: string;

  @ApiProperty({
    enum: ['action', 'workflow', 'command'],
    description:
      'Runs an action, runs a workflow, or tells the engine what to do (fail, succeed, pause, noop).',
  })
  kind!: 'action' | 'workflow' | 'command';

  @ApiProperty(nullableText('The action or workflow that it runs, as it is written; null for a command.'))
  runs!: string | null;

  @ApiProperty(nullableText('What the workbook says of it.'))
  description!: string | null;

  @ApiProperty({
    oneOf: [{ type: 'string', enum: ['all', 'one'] }, { type: 'integer' }, { type: 'null' }],
    description: 'How many of the edges into it have to be taken before it starts; null: each one starts it.',
  })
  join!: 'all' | 'one' | number | null;

  @ApiProperty({ description: 'Whether it runs once for each item of a list.' })
  items!: boolean;
}

/** What may follow what. */
export class GraphEdge {
  @ApiProperty({ example: 'unit_test' })
  from!: string;

  @ApiProperty({ example: 'image_build' })
  to!: string;

  @ApiProperty({ enum: ['success', 'error', 'complete', 'requires'] })
  on!: 'success' | 'error' | 'complete' | 'requires';

  @ApiProperty(nullableText('The expression that has to hold; null where there is none.'))
  condition!: string | null;
}

/** The nodes are the workflow's tasks in their order, then the commands that its edges lead to. */
export function presentGraph({ tasks, edges }: WorkflowDescription): {
  nodes: GraphNode[];
  edges: GraphEdge[];
} {
  const known = new Set(tasks.map((task) => task.name));
  const commands = [...new Set(edges.map(({ to }) => to))].filter((to) => !known.has(to));
  return {
    nodes: [...tasks.map(taskNode), ...commands.map(commandNode)],
    edges: edges.map((edge) => ({ ...edge })),
  };
}

function taskNode({ name, action, workflow, join, description, items }: TaskDescription): GraphNode {
  const kind = workflow === null ? 'action' : 'workflow';
  return { id: name, kind, runs: workflow ?? action, description, join, items };
}

function commandNode(id: string): GraphNode {
  return { id, kind: 'command', runs: null, description: null, join: null, items: false };
}
