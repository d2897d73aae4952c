import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Idempotency } from '../../../shared/domain/idempotency.js';
import type { SortKey } from '../../../shared/domain/paging.js';
import { ValidBody } from '../../../shared/http/body.js';
import { conditional } from '../../../shared/http/conditional.js';
import { etagOf, requireMatch } from '../../../shared/http/etag.js';
import { IdempotencyKey } from '../../../shared/http/idempotency-key.js';
import { ApiIdempotencyKey, ApiIfMatch, ApiList, ApiOperationOf } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { CreateLanguagePack } from '../application/create-language-pack.js';
import { DeleteLanguagePack } from '../application/delete-language-pack.js';
import { FindLanguagePack } from '../application/find-language-pack.js';
import { ListLanguagePacks } from '../application/list-language-packs.js';
import { UpdateLanguagePack } from '../application/update-language-pack.js';
import { LanguagePack } from '../domain/language-pack.js';
import { LanguagePackRequest } from './language-pack.dto.js';
import { fieldsOf, LanguagePackResponse, presentLanguagePack } from './language-pack.presenter.js';

const BODY = { type: LanguagePackRequest, code: 'language_pack.invalid' };
const SORT_KEYS = ['name'];
const FILTERS = ['name', 'origin'];
const BY_NAME: SortKey = { key: 'name', direction: 'asc' };

@ApiTags('language packs')
@Controller('v1/language_packs')
export class LanguagePacksController {
  constructor(
    private readonly createLanguagePack: CreateLanguagePack,
    private readonly findLanguagePack: FindLanguagePack,
    private readonly listLanguagePacks: ListLanguagePacks,
    private readonly updateLanguagePack: UpdateLanguagePack,
    private readonly deleteLanguagePack: DeleteLanguagePack,
    private readonly idempotency: Idempotency,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post()
  @Requires('language_packs:write')
  @ApiIdempotencyKey()
  @ApiBody({ type: LanguagePackRequest })
  @ApiOperationOf({
    id: 'createLanguagePack',
    summary: 'Add a language pack of the project’s own',
    description: 'It goes before a built-in one of its name.',
    status: 201,
    type: LanguagePackResponse,
    errors: [409, 413, 415],
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @ValidBody(BODY) body: LanguagePackRequest,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LanguagePackResponse> {
    const identity = this.idempotency.identify(`language_pack ${principal.projectId}`, key, body);
    const pack = await this.createLanguagePack.execute(principal, fieldsOf(body), identity);
    const response = this.present(pack);
    void reply.header('Location', response.uri).header('ETag', etagOf(pack.id, pack.version));
    return response;
  }

  @Get()
  @Requires('language_packs:read')
  @ApiList({
    id: 'listLanguagePacks',
    summary: 'List the built-in language packs and the project’s own',
    type: LanguagePackResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
  })
  async list(
    @CurrentPrincipal() { projectId }: Principal,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LanguagePackResponse[]> {
    const request = pageRequest(query, {
      maxPageSize: this.config.maxPageSize,
      sortKeys: SORT_KEYS,
      filters: FILTERS,
      defaultSort: BY_NAME,
    });
    const page = await this.listLanguagePacks.execute(projectId, request);
    const link = nextLink(`${this.config.publicUrl}/v1/language_packs`, query, page);
    if (link) void reply.header('Link', link);
    return page.items.map((pack) => this.present(pack));
  }

  @Get(':language_pack_id')
  @Requires('language_packs:read')
  @ApiOperationOf({
    id: 'getLanguagePack',
    summary: 'Show a language pack, by its id or its name',
    status: 200,
    type: LanguagePackResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('language_pack_id') nameOrId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LanguagePackResponse | undefined> {
    const pack = await this.findLanguagePack.execute(principal, nameOrId);
    return conditional(request, reply, pack, () => this.present(pack));
  }

  @Put(':language_pack_id')
  @Requires('language_packs:write')
  @ApiIfMatch()
  @ApiBody({ type: LanguagePackRequest })
  @ApiOperationOf({
    id: 'updateLanguagePack',
    summary: 'Replace a language pack of the project’s own; its name stays',
    status: 200,
    type: LanguagePackResponse,
    errors: [404, 409, 412, 413, 415],
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('language_pack_id') nameOrId: string,
    @ValidBody(BODY) body: LanguagePackRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LanguagePackResponse> {
    const check = matching(ifMatch);
    const pack = await this.updateLanguagePack.execute(principal, nameOrId, fieldsOf(body), check);
    void reply.header('ETag', etagOf(pack.id, pack.version));
    return this.present(pack);
  }

  @Delete(':language_pack_id')
  @HttpCode(204)
  @Requires('language_packs:write')
  @ApiIfMatch()
  @ApiOperationOf({
    id: 'deleteLanguagePack',
    summary: 'Delete a language pack of the project’s own that no plan names',
    status: 204,
    errors: [404, 409, 412],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('language_pack_id') nameOrId: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.deleteLanguagePack.execute(principal, nameOrId, matching(ifMatch));
  }

  private present(pack: LanguagePack): LanguagePackResponse {
    return presentLanguagePack(pack, this.config.publicUrl);
  }
}

function matching(ifMatch: string | undefined): (pack: LanguagePack) => void {
  return ({ id, version }) => requireMatch(ifMatch, etagOf(id, version));
}
