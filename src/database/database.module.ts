import { Global, Inject, Module, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type Database from 'libsql';
import { DataSource } from 'typeorm';
import { APP_CONFIG, AppConfig } from '../config/app-config.js';
import { DATABASE_PROBE } from '../shared/domain/database-probe.js';
import { KeyRing } from '../shared/domain/key-ring.js';
import { UnitOfWork } from '../shared/domain/unit-of-work.js';
import { SecretBox } from '../shared/secrets/secret-box.js';
import { CACHE_SIZE, dataSourceOptions } from './data-source-options.js';
import { DatabaseSession } from './database-session.js';
import { refuseMissingKeys } from './missing-keys.js';
import { SealedValues } from './sealed-values.js';

const READING = Symbol('ReadingDataSource');

/** SQLite reads on a connection of their own; elsewhere the pool serves both. */
export async function openReading(writing: DataSource): Promise<DataSource> {
  if (writing.options.type !== 'better-sqlite3') return writing;
  return new DataSource({
    ...writing.options,
    entities: writing.entityMetadatas.map((metadata) => metadata.target),
    migrationsRun: false,
    migrations: [],
    readonly: true,
    enableWAL: false,
    prepareDatabase: (database: Database.Database) => void database.pragma(CACHE_SIZE),
  }).initialize();
}

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => ({
        ...dataSourceOptions(config),
        autoLoadEntities: true,
        migrationsRun: true,
        retryAttempts: 10,
        retryDelay: 1000,
      }),
    }),
  ],
  providers: [
    { provide: READING, inject: [getDataSourceToken()], useFactory: openReading },
    {
      provide: DatabaseSession,
      inject: [getDataSourceToken(), READING],
      useFactory: (writing: DataSource, reading: DataSource) => new DatabaseSession(writing, reading),
    },
    { provide: UnitOfWork, useExisting: DatabaseSession },
    {
      provide: DATABASE_PROBE,
      inject: [getDataSourceToken()],
      useFactory: (writing: DataSource) => () => writing.query('SELECT 1').then(() => undefined),
    },
  ],
  exports: [DatabaseSession, UnitOfWork, DATABASE_PROBE],
})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly writing: DataSource,
    @Inject(READING) private readonly reading: DataSource,
    private readonly session: DatabaseSession,
    private readonly ring: KeyRing,
    private readonly box: SecretBox,
  ) {}

  async onModuleInit(): Promise<void> {
    await refuseMissingKeys(new SealedValues(this.session, this.box), this.ring);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.reading !== this.writing) await this.reading.destroy();
  }
}
