import { describe, expect, it } from '@jest/globals';
import { describeWorkbook, type WorkflowDescription } from '../../workflow-engine/index.js';
import { workflowInputs } from './workflow-inputs.js';

function workflow(inputs: string): WorkflowDescription {
  const [found] = describeWorkbook(
    `version: '2.0'\nname: wb\nworkflows:\n  main:\n    input: ${inputs}\n    tasks: {a: {action: std.noop}}\n`,
  ).workflows;
  if (!found) throw new Error('The workbook has no workflow.');
  return found;
}

describe('the inputs of a run', () => {
  it('are those of the pipeline that the workflow declares, and no others', () => {
    expect(
      workflowInputs(workflow('[name, source]'), { name: 'web', source: {}, stack_id: 's' }, {}),
    ).toEqual({
      name: 'web',
      source: {},
    });
  });

  it('are overridden by what the user gave', () => {
    expect(workflowInputs(workflow('[name]'), { name: 'web' }, { name: 'other' })).toEqual({ name: 'other' });
  });

  it('leave the workflow’s own default where the pipeline has nothing', () => {
    expect(workflowInputs(workflow('[image_format: auto]'), { image_format: null }, {})).toEqual({});
    expect(
      workflowInputs(workflow('[image_format: auto]'), { image_format: null }, { image_format: null }),
    ).toEqual({
      image_format: null,
    });
  });

  it('are refused by name where they are missing or not declared', () => {
    expect(() => workflowInputs(workflow('[name]'), {}, {})).toThrow(/name is an input/);
    expect(() => workflowInputs(workflow('[name]'), { name: 'web' }, { colour: 1 })).toThrow(
      /colour is not an input/,
    );
  });
});
