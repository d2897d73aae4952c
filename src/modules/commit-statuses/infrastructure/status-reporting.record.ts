import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../../../database/sealed-column.js';
import type { StatusHostName } from '../domain/status-host.js';

/** Where a pipeline's token is at rest. */
export function placeOf(pipelineId: string): string {
  return `status-reporting:${pipelineId}`;
}

@Entity('status_reporting')
export class StatusReportingRecord {
  @PrimaryColumn({ name: 'pipeline_id', type: 'varchar', length: 36 })
  pipelineId!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ type: 'varchar', length: 16 })
  host!: StatusHostName;

  @Column({ name: 'api_url', type: 'varchar', length: 255 })
  apiUrl!: string;

  @SealedColumn({ name: 'sealed_token', place: placeOf })
  sealedToken!: string;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
