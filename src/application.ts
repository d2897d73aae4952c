import { NestFactory } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import { AppConfig } from './config/app-config.js';
import { serveOpenApi } from './openapi.js';
import { createHttpAdapter } from './shared/http/http-adapter.js';
import { createLogger, PinoLoggerService } from './shared/observability/logging.js';
import { measureRequests } from './shared/observability/metrics.js';

/** The whole service, wired and not yet listening. */
export async function createApplication(config: AppConfig): Promise<NestFastifyApplication> {
  const logger = createLogger(config.logLevel);
  const adapter = createHttpAdapter({ logger, maxBodyBytes: config.maxBodyBytes });
  measureRequests(adapter.getInstance<FastifyInstance>());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: new PinoLoggerService(logger),
    abortOnError: false,
  });
  serveOpenApi(app);
  return app.enableShutdownHooks();
}
