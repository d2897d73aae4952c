import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('stack_deployments')
export class StackDeploymentRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'stack_id', type: 'varchar', length: 255 })
  stackId!: string;

  @Column({ name: 'artifact_id', type: 'varchar', length: 71, nullable: true })
  artifactId!: string | null;

  @Column({ type: 'integer' })
  wanted!: number;

  @Column({ type: 'integer', nullable: true })
  taken!: number | null;

  @Column({ name: 'wanted_at', type: 'datetime', precision: 6 })
  wantedAt!: Date;
}

/** The last number that was given out for a stack; whoever notes something locks it. */
@Entity('deployed_stacks')
export class DeployedStackRecord {
  @PrimaryColumn({ name: 'stack_id', type: 'varchar', length: 255 })
  stackId!: string;

  @Column({ type: 'integer' })
  last!: number;
}
