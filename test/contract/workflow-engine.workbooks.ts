const ACTIONS = `
actions:
  station:
    input:
      - job
    base: std.mistral_http
    base-input:
      url: <% env().station %>/jobs
      method: POST
      headers:
        content-type: application/json
        authorization: Bearer <% env().credential %>
      body:
        job: <% $.job %>
`;

/** A workbook whose tasks may give work to the station by `station job=…`. */
export function workbook(name: string, workflows: string): string {
  return `version: '2.0'\nname: ${name}\n${ACTIONS}\nworkflows:\n${workflows}`;
}

export const LINEAR = workbook(
  'linear',
  `
  main:
    input:
      - ref
      - target: production
    output:
      image: <% $.image %>
      deployed: <% $.deployed %>
    tasks:
      build:
        action: station job=<% $.ref %>
        publish:
          image: <% task().result.image %>
        on-success: [deploy]
      deploy:
        action: station job="deploy <% $.image %> to <% $.target %>"
        publish:
          deployed: true
`,
);

export const PARALLEL = workbook(
  'parallel',
  `
  main:
    tasks:
      left:
        action: station job="left"
        on-success: [end]
      right:
        action: station job="right"
        on-success: [end]
      end:
        join: all
        action: station job="end"
`,
);

export const FAILING = workbook(
  'failing',
  `
  main:
    tasks:
      first:
        action: std.noop
        on-success: [second]
      second:
        action: station job="second"
        on-success: [third]
      third:
        action: std.noop
`,
);

/**
 * Calls the station without an action of the workbook's own in between: Mistral 15 drops what the station answers to such
 * a one (AdHocAction.run answers None where its base is asynchronous), and the task would wait for ever.
 */
export const REFUSED = workbook(
  'refused',
  `
  main:
    tasks:
      station:
        action: std.mistral_http
        input:
          url: <% env().station %>/jobs
          method: POST
          body:
            job: station
`,
);

export const TIMED = workbook(
  'timed',
  `
  main:
    tasks:
      slow:
        action: station job="slow"
        timeout: 60
`,
);

export const impatient = (seconds: number): string =>
  TIMED.replace('name: timed', 'name: impatient').replace('timeout: 60', `timeout: ${seconds}`);

export const NESTED = workbook(
  'nested',
  `
  main:
    tasks:
      stage:
        workflow: inner
        publish:
          answer: <% task().result.answer %>
  inner:
    output:
      answer: <% $.answer %>
    tasks:
      work:
        action: station job="work"
        publish:
          answer: <% task().result.answer %>
`,
);
