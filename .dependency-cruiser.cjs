/** The import rules of docs/inside/architecture.md, as data. Every rule is an error. */
const only = (from, allowed) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment: `${from} may import only: ${allowed.join(', ') || 'no other module'}`,
  from: { path: `^src/modules/${from}/` },
  to: { path: '^src/modules/([^/]+)/', pathNot: `^src/modules/(${[from, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'the domain knows neither framework nor database nor the outer layers',
      from: { path: '^src/(modules/[^/]+|shared)/domain/' },
      to: {
        path: [
          '^src/modules/[^/]+/(application|infrastructure|http)/',
          '^src/(config|database|shared/http)/',
          'node_modules/(@nestjs|typeorm|fastify|axios)',
        ],
      },
    },
    {
      name: 'application-uses-the-domain-only',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/application/' },
      to: {
        path: [
          '^src/modules/[^/]+/(infrastructure|http)/',
          '^src/database/',
          'node_modules/(typeorm|fastify|axios)',
        ],
      },
    },
    {
      name: 'http-and-infrastructure-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/http/' },
      to: { path: '^src/modules/$1/infrastructure/' },
    },
    {
      name: 'infrastructure-knows-no-http-layer',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/infrastructure/' },
      to: { path: '^src/modules/$1/http/' },
    },
    {
      name: 'modules-meet-at-index',
      severity: 'error',
      comment: 'a module is imported by its index.ts only',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'root-meets-modules-at-index',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'shared-stands-below',
      severity: 'error',
      from: { path: '^src/(shared|config)/' },
      to: { path: '^src/(modules|database)/' },
    },
    {
      name: 'only-modules-choose-adapters',
      severity: 'error',
      comment: 'adapters are named in *.module.ts and composition roots only',
      from: { path: '^src/modules/[^/]+/(application|http|domain)/' },
      to: { path: '^src/modules/[^/]+/infrastructure/' },
    },
    {
      name: 'client-stands-alone',
      severity: 'error',
      comment: 'browsers load it: it knows nothing of the service but its document',
      from: { path: '^src/client/' },
      to: { path: ['^src/', 'node_modules/'], pathNot: ['^src/client/', 'node_modules/openapi-fetch/'] },
    },
    {
      name: 'cli-uses-the-client',
      severity: 'error',
      comment: 'the command line does what everybody can do over HTTP',
      from: { path: '^src/cli/' },
      to: { path: ['^src/', 'node_modules/@nestjs'], pathNot: '^src/(cli|client|shared/domain)/' },
    },
    {
      name: 'nothing-imports-the-cli',
      severity: 'error',
      from: { pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    only('keystone-auth', []),
    only('retention', []),
    only('audit', ['keystone-auth', 'retention']),
    only('events', ['keystone-auth', 'retention']),
    only('workflow-engine', ['keystone-auth']),
    only('plans', ['keystone-auth']),
    only('workbooks', ['keystone-auth', 'workflow-engine']),
    only('stacks', ['keystone-auth']),
    only('executions', ['audit', 'events', 'keystone-auth', 'retention', 'workbooks', 'workflow-engine']),
    only('pipelines', ['keystone-auth', 'plans', 'workbooks', 'executions', 'stacks']),
    only('triggers', ['events', 'executions', 'keystone-auth', 'pipelines', 'retention']),
    only('secrets', ['keystone-auth', 'plans', 'pipelines']),
    only('stations', [
      'events',
      'keystone-auth',
      'executions',
      'retention',
      'secrets',
      'stacks',
      'workflow-engine',
    ]),
    only('commit-statuses', ['keystone-auth', 'executions', 'pipelines', 'retention']),
    only('schedules', ['audit', 'executions', 'keystone-auth', 'pipelines']),
    only('capabilities', [
      ...['keystone-auth', 'workflow-engine', 'workbooks', 'stations', 'stacks', 'triggers'],
    ]),
    only('health', ['keystone-auth', 'workflow-engine', 'stacks', 'stations']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '\\.spec\\.ts$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
