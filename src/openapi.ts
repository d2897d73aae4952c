import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { IMPLEMENTATION_VERSION } from './shared/version.js';

/** The API's document, OpenAPI 3.1, generated from the controllers. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Solum pipelines')
    .setDescription('Ties plans, Mistral workbooks and git triggers into CI/CD pipelines.')
    .setVersion(IMPLEMENTATION_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addApiKey(
      { type: 'apiKey', in: 'header', name: 'X-Auth-Token', description: 'A Keystone token of a project.' },
      'keystone',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, { autoTagControllers: false });
  return nullableAsType(document) as OpenAPIObject;
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
