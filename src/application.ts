import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module.js';
import { AppConfig } from './config/app-config.js';
import { auditAnswers } from './modules/audit/index.js';
import { serveOpenApi } from './openapi.js';
import { serveDashboard } from './modules/dashboard/index.js';
import { createHttpAdapter } from './shared/http/http-adapter.js';
import { createLogger, PinoLoggerService } from './shared/observability/logging.js';
import { measureRequests } from './shared/observability/metrics.js';

type Build = (adapter: FastifyAdapter, logger: PinoLoggerService) => Promise<NestFastifyApplication>;

/**
 * The whole service, wired and not yet listening. Tests give a `build` of their own that replaces adapters by fakes, and read
 * the log from a `destination`.
 */
export async function createApplication(
  config: AppConfig,
  build: Build = nest(config),
  destination?: DestinationStream,
): Promise<NestFastifyApplication> {
  const logger = createLogger(config.logLevel, destination);
  const adapter = createHttpAdapter({ logger, bodies: config.bodies, trustedProxies: config.trustedProxies });
  measureRequests(adapter.getInstance<FastifyInstance>());
  const app = await build(adapter, new PinoLoggerService(logger));
  auditAnswers(app);
  serveOpenApi(app);
  await serveDashboard(app);
  return app.enableShutdownHooks();
}

function nest(config: AppConfig): Build {
  return (adapter, logger) =>
    NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
      logger,
      abortOnError: false,
      bodyParser: false,
    });
}
