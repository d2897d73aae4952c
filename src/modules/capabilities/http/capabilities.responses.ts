import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject, JsonValue } from '../../../shared/domain/json.js';
import { ANY_JSON, nullableText } from '../../../shared/http/openapi.js';
import { PackCommandsResponse } from '../../language-packs/index.js';
import { GIT_HOSTS } from '../../triggers/index.js';
import { GraphEdge, GraphNode } from '../../workbooks/index.js';

export class EngineCapability {
  @ApiProperty({ description: 'embedded, mistral or fake', example: 'embedded' })
  provider!: string;

  @ApiProperty(nullableText('Null where it does not answer.'))
  version!: string | null;

  @ApiProperty({ description: 'Whether it can take work now.' })
  available!: boolean;

  @ApiProperty(nullableText('Why it is not available.'))
  reason!: string | null;
}

export class StackProviderCapability {
  @ApiProperty({ description: 'local or heat', example: 'local' })
  provider!: string;

  @ApiProperty({ description: 'Whether it can take work now.' })
  available!: boolean;

  @ApiProperty(nullableText('Why it is not available.'))
  reason!: string | null;
}

export class InputCapability {
  @ApiProperty({ example: 'unittest_cmd' })
  name!: string;

  @ApiProperty()
  required!: boolean;

  @ApiProperty({ ...ANY_JSON, description: 'What it is where it is not given; null for a required one.' })
  default!: JsonValue;
}

export class CapabilityNode extends GraphNode {
  @ApiProperty(nullableText('The station that it calls.'))
  station!: string | null;
}

export class WorkflowCapability {
  @ApiProperty({ example: 'main' })
  name!: string;

  @ApiProperty({ enum: ['direct', 'reverse'] })
  type!: 'direct' | 'reverse';

  @ApiProperty(nullableText('What the workbook says of it.'))
  description!: string | null;

  @ApiProperty({ type: [InputCapability] })
  inputs!: InputCapability[];

  @ApiProperty({ type: [CapabilityNode] })
  nodes!: CapabilityNode[];

  @ApiProperty({ type: [GraphEdge] })
  edges!: GraphEdge[];
}

export class WorkbookCapability {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ example: 'test_build_deploy' })
  name!: string;

  @ApiProperty({ enum: ['built-in', 'project'] })
  origin!: 'built-in' | 'project';

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [String] })
  tags!: string[];

  @ApiProperty({ type: [String], description: 'The stations that its tasks call, by id.' })
  stations!: string[];

  @ApiProperty({ type: [WorkflowCapability] })
  workflows!: WorkflowCapability[];
}

export class LanguagePackCapability {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ example: 'node' })
  name!: string;

  @ApiProperty({ enum: ['built-in', 'project'] })
  origin!: 'built-in' | 'project';

  @ApiProperty()
  description!: string;

  @ApiProperty(nullableText('The OCI image that its commands are made for.'))
  image!: string | null;

  @ApiProperty({ type: [String], description: 'Files that "auto" tells it by.', example: ['package.json'] })
  detected_by!: string[];

  @ApiProperty({ type: PackCommandsResponse })
  commands!: PackCommandsResponse;
}

export class StationCapability {
  @ApiProperty({ example: 'unit-test' })
  id!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'JSON Schema (draft 2020-12) of the body of a call: the one that calls are checked against.',
  })
  input!: JsonObject;
}

export class RunnerCapability {
  @ApiProperty({ enum: ['process', 'container'], description: 'Runs commands, or builds container images.' })
  kind!: 'process' | 'container';

  @ApiProperty({ description: 'bubblewrap or none; buildah, podman or docker', example: 'bubblewrap' })
  name!: string;

  @ApiProperty({ type: [String], example: ['arch=x64', 'isolates-network=yes', 'os=linux'] })
  labels!: string[];

  @ApiProperty({ type: 'integer', description: 'How many workers have it.' })
  workers!: number;
}

export class ImageFormatCapability {
  @ApiProperty({ enum: ['slug', 'oci'] })
  format!: 'slug' | 'oci';

  @ApiProperty({
    type: [String],
    description: 'Tools that build it; none for what the service packs itself.',
  })
  tools!: string[];

  @ApiProperty({ type: 'integer', description: 'How many workers can make it.' })
  workers!: number;
}

export class TemplateParameterCapability {
  @ApiProperty({ example: 'run_cmd' })
  name!: string;

  @ApiProperty({ description: 'Heat’s: string, number, json, comma_delimited_list or boolean.' })
  type!: string;

  @ApiProperty(nullableText('What the template says of it.'))
  description!: string | null;

  @ApiProperty()
  required!: boolean;

  @ApiProperty({ ...ANY_JSON, description: 'What it is where it is not given; null for a required one.' })
  default!: JsonValue;
}

export class StackTemplateCapability {
  @ApiProperty({ example: 'basic' })
  name!: string;

  @ApiProperty(nullableText('What the template says of itself.'))
  description!: string | null;

  @ApiProperty({ type: [TemplateParameterCapability] })
  parameters!: TemplateParameterCapability[];
}

export class GitHostCapability {
  @ApiProperty({
    enum: GIT_HOSTS,
    description: 'gitea is Forgejo too; bitbucket Cloud and Data Center; plain is curl and scripts.',
  })
  name!: string;
}

/** What a project can use here and now. */
export class CapabilitiesResponse {
  @ApiProperty({ type: [EngineCapability] })
  engines!: EngineCapability[];

  @ApiProperty({ type: [WorkbookCapability] })
  workbooks!: WorkbookCapability[];

  @ApiProperty(nullableText('Why the project’s own workbooks are missing; null where they are there.'))
  workbooks_unavailable!: string | null;

  @ApiProperty({ type: [LanguagePackCapability] })
  language_packs!: LanguagePackCapability[];

  @ApiProperty({ type: [StationCapability] })
  stations!: StationCapability[];

  @ApiProperty({ type: [RunnerCapability], description: 'What the workers have found on their machines.' })
  runners!: RunnerCapability[];

  @ApiProperty({ type: [ImageFormatCapability] })
  image_formats!: ImageFormatCapability[];

  @ApiProperty({ type: [StackProviderCapability] })
  stack_providers!: StackProviderCapability[];

  @ApiProperty({ type: [StackTemplateCapability] })
  stack_templates!: StackTemplateCapability[];

  @ApiProperty({ type: [GitHostCapability], description: 'The hosts whose webhooks are understood.' })
  git_hosts!: GitHostCapability[];
}
