import { QueryRunner, TableColumnOptions } from 'typeorm';

type Options = Partial<TableColumnOptions>;

/**
 * Columns for migrations that mean the same on SQLite and on MariaDB/MySQL: text compares by its bytes on both, long
 * text is not cut at 64 KiB, times keep microseconds.
 */
export class Columns {
  private readonly mysql: boolean;

  constructor(runner: QueryRunner) {
    this.mysql = ['mysql', 'mariadb'].includes(runner.dataSource.options.type);
  }

  /** Primary key: a UUID made in the domain. */
  id(name = 'id'): TableColumnOptions {
    return this.varchar(name, 36, { isPrimary: true });
  }

  /** A reference; nullable with `{ isNullable: true }`. */
  uuid(name: string, options: Options = {}): TableColumnOptions {
    return this.varchar(name, 36, options);
  }

  varchar(name: string, length: number, options: Options = {}): TableColumnOptions {
    return { name, type: 'varchar', length: String(length), ...this.collation(), ...options };
  }

  /** Up to 4 GiB; also for JSON documents. */
  text(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: this.mysql ? 'longtext' : 'text', ...this.collation(), ...options };
  }

  integer(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: 'integer', ...options };
  }

  bigint(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: 'bigint', ...options };
  }

  boolean(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: this.mysql ? 'tinyint' : 'boolean', ...options };
  }

  /** UTC. */
  time(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: 'datetime', ...(this.mysql ? { precision: 6 } : {}), ...options };
  }

  blob(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: this.mysql ? 'longblob' : 'blob', ...options };
  }

  private collation(): Options {
    return this.mysql ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {};
  }
}
