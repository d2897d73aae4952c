const ACTIONS = `
actions:
  work:
    input: [job]
    base: std.http
    base-input:
      url: <% env().station %>/work
      method: POST
      json: {execution: <% env().execution %>, job: <% $.job %>}
  order:
    input: [job]
    base: std.mistral_http
    base-input:
      url: <% env().station %>/order
      method: POST
      json: {execution: <% env().execution %>, job: <% $.job %>}
`;

const MAINS = {
  steps: `
  main:
    output: {last: <% $.last %>}
    tasks:
      one: {action: work job="one", on-success: [two]}
      two: {action: work job="two", on-success: [three]}
      three: {action: order job="three", on-success: [four]}
      four: {action: work job="four", publish: {last: <% task().result.content.job %>}}
`,
  fan: `
  main:
    output: {jobs: '<% [$.left, $.middle, $.right] %>'}
    tasks:
      left: {action: work job="left", publish: {left: <% task().result.content.job %>}, on-success: [end]}
      middle: {action: order job="middle", publish: {middle: <% task().result.job %>}, on-success: [end]}
      right: {action: work job="right", publish: {right: <% task().result.content.job %>}, on-success: [end]}
      end: {join: all, action: work job="end"}
`,
  items: `
  main:
    output: {jobs: <% $.jobs %>}
    tasks:
      each:
        with-items: job in <% ["a", "b", "c", "d", "e"] %>
        concurrency: 2
        action: work job="each"
        publish: {jobs: <% task().result.content.job %>}
        on-success: [end]
      end: {action: order job="end"}
`,
  nested: `
  main:
    output: {answer: <% $.answer %>}
    tasks:
      stage: {workflow: inner, publish: {answer: <% task().result.answer %>}, on-success: [end]}
      end: {action: work job="end"}
  inner:
    output: {answer: <% $.answer %>}
    tasks:
      first: {action: work job="first", on-success: [second]}
      second: {action: order job="second", publish: {answer: <% task().result.job %>}}
`,
  flaky: `
  main:
    tasks:
      flaky: {action: work job="flaky", retry: {count: 5, delay: 1}, on-success: [end]}
      end: {action: work job="end"}
`,
  handled: `
  main:
    output: {repaired: <% $.repaired %>}
    tasks:
      broken: {action: work job="broken", on-error: [repair]}
      repair: {action: order job="repair", publish: {repaired: true}}
`,
  failing: `
  main:
    tasks:
      first: {action: work job="first", on-success: [broken]}
      broken: {action: work job="broken", on-success: [never]}
      never: {action: work job="never"}
`,
  waiting: `
  main:
    tasks:
      first: {action: order job="first", on-success: [later]}
      later: {action: work job="later", wait-before: 1, wait-after: 1}
`,
};

/** One of each kind of thing that a crash may catch in the middle. */
export const KINDS = Object.keys(MAINS);

/** How they end. */
export const ENDS: Readonly<Record<string, string>> = Object.fromEntries(
  KINDS.map((kind) => [kind, kind === 'failing' ? 'ERROR' : 'SUCCESS']),
);

export const WORKBOOKS = Object.entries(MAINS).map(
  ([name, workflows]) => `version: '2.0'\nname: ${name}\n${ACTIONS}\nworkflows:\n${workflows}`,
);
