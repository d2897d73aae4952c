import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workbook_definitions')
export class WorkbookDefinitionRecord {
  /** `sha256:<hex>` of the definition. */
  @PrimaryColumn({ type: 'varchar', length: 80 })
  digest!: string;

  @Column({ type: 'text' })
  definition!: string;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;
}
