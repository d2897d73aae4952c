import { Column, DataSource } from 'typeorm';

interface SealedColumnOptions {
  /** In the table. */
  readonly name: string;
  readonly nullable?: boolean;
  /** The context that the column's boxes are bound to, by the row's primary key. */
  readonly place: (id: string) => string;
}

interface Declaration extends SealedColumnOptions {
  readonly record: object;
  readonly property: string;
}

/** A sealed column of a table that the data source knows, in the names of the database. */
export interface SealedColumn {
  readonly table: string;
  readonly primary: string;
  readonly column: string;
  readonly nullable: boolean;
  readonly place: (id: string) => string;
}

const declarations: Declaration[] = [];

/** A text column that holds what a SecretBox made. Whatever is declared so gets a new key when the keys are rotated. */
export function SealedColumn(options: SealedColumnOptions): PropertyDecorator {
  return (prototype, property) => {
    declarations.push({ ...options, record: prototype.constructor, property: String(property) });
    Column({ name: options.name, type: 'text', nullable: options.nullable ?? false })(prototype, property);
  };
}

/** In the order of their names. */
export function sealedColumnsOf(dataSource: DataSource): SealedColumn[] {
  return dataSource.entityMetadatas
    .flatMap((metadata) =>
      declarations
        .filter(({ record }) => record === metadata.target)
        .map(({ name, nullable = false, place }) => {
          const [primary, ...more] = metadata.primaryColumns;
          if (!primary || more.length > 0) {
            throw new Error(`${metadata.tableName} has sealed columns and no primary key of one column.`);
          }
          return { table: metadata.tableName, primary: primary.databaseName, column: name, nullable, place };
        }),
    )
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

export function nameOf({ table, column }: Pick<SealedColumn, 'table' | 'column'>): string {
  return `${table}.${column}`;
}
