export { RunSecrets } from './domain/run-secrets.js';
export { SecretsModule } from './secrets.module.js';
