const FIVE = Array.from({ length: 5 }, (_, index) => index + 1);
const TEN = Array.from({ length: 10 }, (_, index) => index + 1);
const FIFTY = Array.from({ length: 50 }, (_, index) => index + 1);

/**
 * What is run. `tasks` counts what a user waits for in one execution: its tasks, or the items of its only task. A
 * round starts `executions` of them, `atOnce` at a time, each batch when the one before has ended. `handedOver` tasks
 * are ended from outside as a station ends them; Mistral is not asked for those.
 *
 * @typedef {{ name: string, tasks: number, atOnce: number, executions: number, handedOver: boolean }} Scenario
 * @type {readonly Scenario[]}
 */
export const SCENARIOS = [
  { name: 'single', tasks: 1, atOnce: 1, executions: 100, handedOver: false },
  { name: 'sequence', tasks: 10, atOnce: 1, executions: 40, handedOver: false },
  { name: 'fan_out', tasks: 52, atOnce: 1, executions: 10, handedOver: false },
  { name: 'items', tasks: 100, atOnce: 1, executions: 10, handedOver: false },
  { name: 'concurrent', tasks: 5, atOnce: 20, executions: 200, handedOver: false },
  { name: 'handed_sequence', tasks: 10, atOnce: 1, executions: 10, handedOver: true },
  { name: 'handed_concurrent', tasks: 5, atOnce: 20, executions: 100, handedOver: true },
];

/** An action of the bench's own that is handed over, and ended from outside at once. */
export const STATION = 'bench.station';

export const WORKBOOK = `
version: '2.0'
name: bench
workflows:
  single:
    tasks:
      only:
        action: std.noop
  sequence:
    tasks:${chain(TEN, 'std.noop')}
  fan_out:
    tasks:
      begin:
        action: std.noop
        on-success: [${FIFTY.map((index) => `branch_${index}`).join(', ')}]
${FIFTY.map((index) => `      branch_${index}:\n        action: std.echo output=${index}\n        on-success: [end]`).join('\n')}
      end:
        join: all
        action: std.noop
  items:
    tasks:
      each:
        with-items: i in <% range(100).toList() %>
        action: std.echo output=<% $.i %>
  concurrent:
    input: [name: shop]
    output:
      done: <% $.step_5 %>
    tasks:${publishingChain(FIVE)}
`;

/** Kept apart, as Mistral would refuse an action that it does not know. */
export const HANDED_WORKBOOK = `
version: '2.0'
name: handed
workflows:
  handed_sequence:
    tasks:${chain(TEN, STATION)}
  handed_concurrent:
    tasks:${chain(FIVE, STATION)}
`;

/** @param {Scenario} scenario */
export function workflowOf({ name, handedOver }) {
  return `${handedOver ? 'handed' : 'bench'}.${name}`;
}

/**
 * @param {readonly number[]} steps
 * @param {string} action
 */
function chain(steps, action) {
  return steps
    .map((step) => {
      const next = step < steps.length ? `\n        on-success: [task_${step + 1}]` : '';
      return `\n      task_${step}:\n        action: ${action}${next}`;
    })
    .join('');
}

/** @param {readonly number[]} steps */
function publishingChain(steps) {
  return steps
    .map((step) => {
      const next = step < steps.length ? `\n        on-success: [task_${step + 1}]` : '';
      const action = `std.echo output="<% $.name %>-${step}"`;
      const publish = `\n        publish:\n          step_${step}: <% task().result %>`;
      return `\n      task_${step}:\n        action: ${action}${publish}${next}`;
    })
    .join('');
}
