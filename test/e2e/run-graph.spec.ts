import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pipeline } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';

const workbook = (last: string): string => `---
version: '2.0'
name: drawn
workflows:
  unused:
    tasks:
      nothing: {action: std.noop}
  each:
    tasks:
      work: {action: std.echo output=1}
  main:
    description: what a run does
    tasks:
      prepare:
        description: looks around
        action: std.noop
        on-success: [left, right]
        on-error: fail
      left: {action: std.noop, on-complete: meet}
      right:
        with-items: n in [1, 2]
        workflow: each
        on-success:
          - meet: <% 1 = 1 %>
      meet: {join: all, action: std.noop, on-success: [${last}]}
      ${last}: {action: std.noop}
`;

const node = { kind: 'action', runs: 'std.noop', description: null, join: null, items: false };

describe('the graph of an execution', () => {
  let service: TestService;
  let pipeline: Pipeline;
  let id: string;

  const graphOf = (execution: string) => service.api.get(`/v1/executions/${execution}/graph`);

  beforeAll(async () => {
    service = await startService();
    await service.api.post('/v1/workbooks').type('text/plain').send(workbook('done')).expect(201);
    pipeline = await service.api.createPipeline({ workbook_name: 'drawn' });
    id = pipeline.last_execution;
    await service.api.ended(id);
  });

  afterAll(() => service.close());

  it('has what it starts with and the workflows that this runs, with joins, items and commands', async () => {
    const { body } = await graphOf(id).expect(200);
    expect(body).toEqual({
      execution_id: id,
      workbook_digest: expect.stringMatching(/^sha256:/),
      workflows: [
        {
          name: 'drawn.main',
          type: 'direct',
          description: 'what a run does',
          nodes: [
            { ...node, id: 'prepare', description: 'looks around' },
            { ...node, id: 'left' },
            { ...node, id: 'right', kind: 'workflow', runs: 'each', items: true },
            { ...node, id: 'meet', join: 'all' },
            { ...node, id: 'done' },
            { ...node, id: 'fail', kind: 'command', runs: null },
          ],
          edges: [
            { from: 'prepare', to: 'left', on: 'success', condition: null },
            { from: 'prepare', to: 'right', on: 'success', condition: null },
            { from: 'prepare', to: 'fail', on: 'error', condition: null },
            { from: 'left', to: 'meet', on: 'complete', condition: null },
            { from: 'right', to: 'meet', on: 'success', condition: '<% 1 = 1 %>' },
            { from: 'meet', to: 'done', on: 'success', condition: null },
          ],
        },
        expect.objectContaining({
          name: 'drawn.each',
          nodes: [{ ...node, id: 'work', runs: 'std.echo' }],
          edges: [],
        }),
      ],
    });
  });

  it('names its workflows and nodes as the tasks do', async () => {
    const { body } = await graphOf(id).expect(200);
    const { workflows } = body as { workflows: { name: string; nodes: { id: string }[] }[] };
    const drawn = workflows.flatMap(({ name, nodes }) => nodes.map((each) => `${name} ${each.id}`));
    const tasks = await service.api.tasks(id);
    expect(tasks).toHaveLength(7);
    for (const { workflow_name: workflow, name } of tasks)
      expect(drawn).toContain(`${String(workflow)} ${name}`);
    const right = tasks.find(({ name }) => name === 'right');
    const parents = tasks.filter(({ name }) => name === 'work').map((work) => work.parent_task_id);
    expect(parents).toEqual([right?.uuid, right?.uuid]);
    expect(right?.parent_task_id).toBeNull();
  });

  it('stays what the execution ran when the workbook is changed, and costs nothing while it is the same', async () => {
    const before = await graphOf(id).expect(200);
    await service.api.put('/v1/workbooks/drawn', { definition: workbook('changed') }).expect(200);
    expect((await graphOf(id).expect(200)).body).toEqual(before.body);
    await graphOf(id).set('If-None-Match', String(before.headers.etag)).expect(304);
  });
});
