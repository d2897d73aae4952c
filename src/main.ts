import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createApplication } from './application.js';
import { ConfigurationError, loadConfig } from './config/app-config.js';

try {
  const config = loadConfig();
  const app = await createApplication(config);
  await app.listen(config.port, config.host);
  new Logger('Solum').log(
    `Listening on ${config.publicUrl} with the ${config.workflowEngine} engine; the dashboard is at ${config.publicUrl}/dashboard`,
  );
} catch (error) {
  const message = error instanceof ConfigurationError ? error.message : error;
  process.stderr.write(
    `${message instanceof Error ? (message.stack ?? message.message) : String(message)}\n`,
  );
  process.exit(1);
}
