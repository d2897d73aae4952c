import { Entity, PrimaryColumn } from 'typeorm';

@Entity('execution_artifacts')
export class ExecutionArtifactRecord {
  @PrimaryColumn({ name: 'artifact_id', type: 'varchar', length: 71 })
  artifactId!: string;

  @PrimaryColumn({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;
}
