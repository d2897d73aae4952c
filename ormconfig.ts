import { DataSource } from 'typeorm';
import { loadConfig } from './src/config/app-config.js';
import { dataSourceOptions } from './src/database/data-source-options.js';

/** For TypeORM's command line; the service itself migrates when it starts. */
export default new DataSource({
  ...dataSourceOptions(loadConfig()),
  entities: ['src/modules/**/infrastructure/**/*.record.{ts,js}'],
});
