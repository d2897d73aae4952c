import { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { EntityMetadata } from 'typeorm/metadata/EntityMetadata.js';
import { Row, Value } from './prepared-statements.js';

/** Types whose values the driver hands over as the record has them. */
const PLAIN = new Set<unknown>(['varchar', 'text', 'integer']);

const shapes = new WeakMap<EntityMetadata, RecordShape<ObjectLiteral>>();

/** How a record lies in its table, and how its values are kept there. */
export class RecordShape<R extends ObjectLiteral> {
  /** The table's name, quoted. */
  readonly table: string;
  /** `SELECT … FROM …` */
  readonly select: string;
  private readonly columns: ReadonlyMap<string, ColumnMetadata>;

  private constructor(private readonly metadata: EntityMetadata) {
    this.columns = new Map(metadata.columns.map((column) => [column.propertyName, column]));
    const names = metadata.columns.map(({ propertyName }) => this.nameOf(propertyName));
    this.table = this.driver.escape(metadata.tableName);
    this.select = `SELECT ${names.join(', ')} FROM ${this.table}`;
  }

  static of<R extends ObjectLiteral>(manager: EntityManager, record: EntityTarget<R>): RecordShape<R> {
    const metadata = manager.dataSource.getMetadata(record);
    let shape = shapes.get(metadata);
    if (!shape) shapes.set(metadata, (shape = new RecordShape(metadata)));
    return shape as RecordShape<R>;
  }

  /** The property's column, quoted. */
  nameOf(property: string): string {
    return this.driver.escape(this.columnOf(property).databaseName);
  }

  toValue(property: string, value: unknown): Value {
    return this.driver.preparePersistentValue(value, this.columnOf(property)) as Value;
  }

  /** The quoted columns of the fields that are given, and their values. Members that are no property are left out. */
  assign(fields: Partial<R>): { names: string[]; values: Value[] } {
    const given = [...this.columns.keys()].filter((property) => fields[property] !== undefined);
    return {
      names: given.map((property) => this.nameOf(property)),
      values: given.map((property) => this.toValue(property, fields[property])),
    };
  }

  /** `row` is one of `select`'s. */
  toRecord(row: Row): R {
    const record = new (this.metadata.target as new () => Record<string, unknown>)();
    this.metadata.columns.forEach((column, index) => {
      const value = row[index];
      const isPlain = PLAIN.has(column.type) && !column.transformer;
      record[column.propertyName] = isPlain
        ? value
        : (this.driver.prepareHydratedValue(value, column) as unknown);
    });
    return record as R;
  }

  /** `row` has these properties, in this order. */
  toFields<P extends keyof R & string>(properties: readonly P[], row: Row): Pick<R, P> {
    const values = properties.map((property, index): [string, unknown] => [
      property,
      this.driver.prepareHydratedValue(row[index], this.columnOf(property)) as unknown,
    ]);
    return Object.fromEntries(values) as Pick<R, P>;
  }

  private get driver() {
    return this.metadata.dataSource.driver;
  }

  private columnOf(property: string): ColumnMetadata {
    const column = this.columns.get(property);
    if (!column) throw new Error(`${this.metadata.name} has no property ${property}.`);
    return column;
  }
}
