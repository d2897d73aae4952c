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
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Auth-Token', description: 'A Keystone token of a project.' }, 'keystone')
    .build();
  return SwaggerModule.createDocument(app, config, { autoTagControllers: false });
}

/** Serves /openapi.json and /docs. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
}
