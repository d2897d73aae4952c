import { describe, expect, it } from '@jest/globals';
import { describeWorkbook } from '../../workflow-engine/index.js';
import { conditionOf } from './task-condition.js';

const WORKBOOK = `---
version: '2.0'
name: ways
workflows:
  main:
    tasks:
      first:
        action: std.noop
        on-success: [good, either, both, mixed, joined]
        on-error: [bad, either]
        on-complete: [tidy]
      good: {action: std.noop, on-success: [joined]}
      bad: {action: std.noop, on-error: [mixed]}
      either: {action: std.noop}
      both: {action: std.noop, on-success: [{asked: <% 1 = 1 %>}]}
      tidy: {action: std.noop}
      mixed: {action: std.noop}
      asked: {action: std.noop}
      joined: {join: all, action: std.noop}
`;
const REVERSE = `---
version: '2.0'
name: back
workflows:
  main:
    type: reverse
    tasks:
      base: {action: std.noop}
      top: {action: std.noop, requires: [base]}
`;

describe('when a task runs', () => {
  const conditionIn = (workbook: string, task: string) =>
    conditionOf(task, describeWorkbook(workbook).workflows[0]?.edges ?? []);

  it.each([
    ['first', 'always', 'nothing is before it'],
    ['good', 'on-success', 'it follows a success'],
    ['bad', 'on-error', 'it follows a failure'],
    ['either', 'always', 'it follows a success as well as a failure of the same task'],
    ['tidy', 'always', 'it follows the end of a task, whatever that is'],
    ['joined', 'on-success', 'it follows the success of several tasks'],
    ['mixed', 'conditional', 'it follows a success of one task or a failure of another'],
    ['asked', 'conditional', 'an expression decides'],
  ])('%s: %s, as %s', (task, condition) => {
    expect(conditionIn(WORKBOOK, task)).toBe(condition);
  });

  it('is after the success of what it requires, in a reverse workflow', () => {
    expect(conditionIn(REVERSE, 'base')).toBe('always');
    expect(conditionIn(REVERSE, 'top')).toBe('on-success');
  });
});
