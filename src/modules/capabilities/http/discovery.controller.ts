import { Controller, Get, HttpCode, Inject } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { API_VERSION } from '../../../shared/http/http-adapter.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { IMPLEMENTATION_VERSION } from '../../../shared/version.js';
import { Public } from '../../keystone-auth/index.js';

class VersionLink {
  @ApiProperty({ format: 'uri' })
  href!: string;

  @ApiProperty({ enum: ['self'] })
  rel!: string;
}

class VersionEntry {
  @ApiProperty({ example: 'v1.0' })
  id!: string;

  @ApiProperty({ enum: ['CURRENT'] })
  status!: string;

  @ApiProperty({ description: 'Newest microversion.', example: '1.0' })
  version!: string;

  @ApiProperty({ example: '1.0' })
  min_version!: string;

  @ApiProperty({ type: [VersionLink] })
  links!: VersionLink[];
}

/** The version document (API-SIG guideline on version discovery). */
export class VersionsResponse {
  @ApiProperty({ type: [VersionEntry] })
  versions!: VersionEntry[];
}

export class PlatformResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ enum: ['solum'] })
  name!: string;

  @ApiProperty({ enum: ['platform'] })
  type!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ example: '0.1.0' })
  implementation_version!: string;

  @ApiProperty({ format: 'uri' })
  plans_uri!: string;

  @ApiProperty({ format: 'uri' })
  pipelines_uri!: string;

  @ApiProperty({ format: 'uri' })
  triggers_uri!: string;

  @ApiProperty({ format: 'uri' })
  executions_uri!: string;

  @ApiProperty({ format: 'uri' })
  language_packs_uri!: string;

  @ApiProperty({ format: 'uri' })
  workbooks_uri!: string;

  @ApiProperty({ format: 'uri' })
  stations_uri!: string;

  @ApiProperty({ format: 'uri' })
  capabilities_uri!: string;

  @ApiProperty({ format: 'uri' })
  openapi_uri!: string;
}

@ApiTags('discovery')
@Controller()
export class DiscoveryController {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  @Get()
  @HttpCode(200)
  @Public()
  @ApiOperationOf({
    id: 'listVersions',
    summary: 'The versions of the API',
    status: 200,
    type: VersionsResponse,
    public: true,
  })
  versions(): VersionsResponse {
    const newest = API_VERSION.split(' ')[1] ?? '1.0';
    return {
      versions: [
        {
          id: 'v1.0',
          status: 'CURRENT',
          version: newest,
          min_version: '1.0',
          links: [{ href: `${this.config.publicUrl}/v1`, rel: 'self' }],
        },
      ],
    };
  }

  @Get('v1')
  @Public()
  @ApiOperationOf({
    id: 'getPlatform',
    summary: 'Where everything of version 1 is',
    status: 200,
    type: PlatformResponse,
    public: true,
  })
  platform(): PlatformResponse {
    const at = (path: string): string => `${this.config.publicUrl}${path}`;
    return {
      uri: at('/v1'),
      name: 'solum',
      type: 'platform',
      description: 'solum native implementation',
      implementation_version: IMPLEMENTATION_VERSION,
      plans_uri: at('/v1/plans'),
      pipelines_uri: at('/v1/pipelines'),
      triggers_uri: at('/v1/triggers'),
      executions_uri: at('/v1/executions'),
      language_packs_uri: at('/v1/language_packs'),
      workbooks_uri: at('/v1/workbooks'),
      stations_uri: at('/v1/stations'),
      capabilities_uri: at('/v1/capabilities'),
      openapi_uri: at('/openapi.json'),
    };
  }
}
