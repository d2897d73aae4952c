import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { IMPLEMENTATION_VERSION } from './shared/version.js';

/** What the operations are about, in the order in which people meet it. */
const TAGS = {
  pipelines: 'A plan, a workbook and a trigger, tied together.',
  plans: 'Where the source is, and the commands that test, build and run it.',
  'language packs': 'How the source of a language is told, tested, built and run.',
  workbooks: 'Mistral DSL v2 documents: which tasks run in which order.',
  executions: 'Runs of pipelines: their state, tasks, logs and control.',
  triggers: 'Webhooks of git hosts, and what became of each.',
  schedules: 'Runs at certain times.',
  secrets: 'What the commands of runs get, and nobody reads back.',
  'commit statuses': 'What git hosts show of the commits that were run.',
  events: 'What happened in a project, in one order.',
  stations: 'The work that tasks have done.',
  discovery: 'What this service can do.',
  audit: 'Who changed what, or was refused to.',
  engine: 'For workflow engines only.',
  health: 'For operators.',
};

/** The API's document, OpenAPI 3.1, generated from the controllers. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Solum pipelines')
    .setDescription('Ties plans, Mistral workbooks and git triggers into CI/CD pipelines.')
    .setVersion(IMPLEMENTATION_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addApiKey(
      { type: 'apiKey', in: 'header', name: 'X-Auth-Token', description: 'A Keystone token of a project.' },
      'keystone',
    );
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), { autoTagControllers: false });
  return nullableAsType(namedAsClientsSayIt(document)) as OpenAPIObject;
}

/** What a class is here (an answer, a schema) says nothing to clients: their types are `Pipeline` and `Problem`. */
function namedAsClientsSayIt(document: OpenAPIObject): unknown {
  const { schemas = {}, ...components } = document.components ?? {};
  const named = Object.entries(schemas).map(([name, schema]) => [clientsName(name), schema] as const);
  const renamed = { ...document, components: { ...components, schemas: Object.fromEntries(named) } };
  return JSON.parse(JSON.stringify(renamed), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? clientsName(value) : value,
  );
}

function clientsName(name: string): string {
  return name.replace(/(?<=\w)(Response|Schema)$/, '');
}

/** OpenAPI 3.1 has no `nullable`: null is one of a schema's types (JSON Schema 2020-12). */
function nullableAsType(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(nullableAsType);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as { nullable?: unknown; type?: unknown };
  const schema = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, nullableAsType(value)]),
  );
  if (nullable !== true || schema.type === 'null') return schema;
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

/** Serves /openapi.json and /docs. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
  });
}
