import { Entity, PrimaryColumn } from 'typeorm';

/** That a plan names a language pack of its project. */
@Entity('plan_language_packs')
export class PlanLanguagePackRecord {
  @PrimaryColumn({ name: 'plan_id', type: 'varchar', length: 36 })
  planId!: string;

  @PrimaryColumn({ name: 'language_pack_id', type: 'varchar', length: 36 })
  languagePackId!: string;
}
