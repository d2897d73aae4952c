import { ApiProperty } from '@nestjs/swagger';
import { DEFAULT_WEIGHT, LanguagePack, LanguagePackFields } from '../domain/language-pack.js';
import { LanguagePackRequest } from './language-pack.dto.js';

const nullable = (description: string) => ({ type: String, nullable: true, description }) as const;

class DetectRuleResponse {
  @ApiProperty({ example: 'package.json' })
  file!: string;

  @ApiProperty(nullable('Text that it must hold, too; null: that it is there is enough.'))
  contains!: string | null;

  @ApiProperty({ type: 'integer' })
  weight!: number;
}

/** What a plan that names no command of its own gets. */
export class PackCommandsResponse {
  @ApiProperty(nullable('In place of unittest_cmd.'))
  test!: string | null;

  @ApiProperty(nullable('In place of build_cmd.'))
  build!: string | null;

  @ApiProperty(nullable('In place of run_cmd.'))
  run!: string | null;
}

/** How the source of a language is tested, built and run, and how it is told. */
export class LanguagePackResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ enum: ['language_pack'] })
  type!: 'language_pack';

  @ApiProperty({ example: 'node' })
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ enum: ['built-in', 'project'] })
  origin!: 'built-in' | 'project';

  @ApiProperty({
    enum: ['READY'],
    description: 'Kept from the original, which built packs; these are ready.',
  })
  status!: 'READY';

  @ApiProperty({
    ...nullable('The OCI image that the commands are made for.'),
    example: 'docker.io/library/node:24',
  })
  image!: string | null;

  @ApiProperty({ type: [DetectRuleResponse] })
  detect!: DetectRuleResponse[];

  @ApiProperty({ type: PackCommandsResponse })
  commands!: PackCommandsResponse;

  @ApiProperty(nullable('Null for a built-in one.'))
  project_id!: string | null;

  @ApiProperty(nullable('Null for a built-in one.'))
  user_id!: string | null;

  @ApiProperty({ ...nullable('Null for a built-in one.'), format: 'date-time' })
  created_at!: string | null;

  @ApiProperty({ ...nullable('Null for a built-in one.'), format: 'date-time' })
  updated_at!: string | null;
}

export function presentLanguagePack(pack: LanguagePack, publicUrl: string): LanguagePackResponse {
  return {
    uri: `${publicUrl}/v1/language_packs/${pack.id}`,
    uuid: pack.id,
    type: 'language_pack',
    name: pack.name,
    description: pack.description,
    origin: pack.origin,
    status: 'READY',
    image: pack.image,
    detect: pack.detect.map(({ file, contains, weight }) => ({ file, contains, weight })),
    commands: { test: pack.commands.test, build: pack.commands.build, run: pack.commands.run },
    project_id: pack.projectId,
    user_id: pack.userId,
    created_at: pack.createdAt?.toISOString() ?? null,
    updated_at: pack.updatedAt?.toISOString() ?? null,
  };
}

export function fieldsOf({
  name,
  description,
  image,
  detect,
  commands,
}: LanguagePackRequest): LanguagePackFields {
  return {
    name,
    description: description ?? '',
    image: image ?? null,
    detect: (detect ?? []).map(({ file, contains, weight }) => ({
      file,
      contains: contains ?? null,
      weight: weight ?? DEFAULT_WEIGHT,
    })),
    commands: {
      test: commands?.test ?? null,
      build: commands?.build ?? null,
      run: commands?.run ?? null,
    },
  };
}
