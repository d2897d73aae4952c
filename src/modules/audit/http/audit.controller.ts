import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { ApiList } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import {
  ApiAllProjects,
  CurrentPrincipal,
  ListScopes,
  type Principal,
  Requires,
} from '../../keystone-auth/index.js';
import { AuditLog } from '../domain/audit-log.js';
import { AuditEntryResponse, presentAuditEntry } from './audit.presenter.js';

const SORT_KEYS = ['created_at'];
const FILTERS = ['user_id', 'resource_type', 'resource_id', 'operation'];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly log: AuditLog,
    private readonly scopes: ListScopes,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('audit:read')
  @ApiList({
    id: 'listAuditEntries',
    summary: 'List who changed what, or was refused to',
    type: AuditEntryResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
  })
  @ApiAllProjects()
  @ApiQuery({
    name: 'from',
    required: false,
    schema: { type: 'string', format: 'date-time' },
    description: 'Entries of this time or later.',
  })
  @ApiQuery({
    name: 'until',
    required: false,
    schema: { type: 'string', format: 'date-time' },
    description: 'Entries from before this time.',
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEntryResponse[]> {
    const { scope, query: rest } = this.scopes.of(principal, 'audit', query);
    const { from, until, ...asked } = rest;
    const request = pageRequest(asked, {
      maxPageSize: this.config.maxPageSize,
      sortKeys: SORT_KEYS,
      filters: FILTERS,
    });
    const span = { from: toTime('from', from), until: toTime('until', until) };
    const page = await this.log.list(scope, request, span);
    const link = nextLink(`${this.config.publicUrl}/v1/audit`, query, page);
    if (link) void reply.header('Link', link);
    return page.items.map(presentAuditEntry);
  }
}

function toTime(name: string, value: unknown): Date | undefined {
  if (value === undefined) return undefined;
  const time = typeof value === 'string' && TIME.test(value) ? new Date(value) : undefined;
  if (time && !Number.isNaN(time.getTime())) return time;
  const detail = `The query parameter ${name} must be a time such as 2026-01-31T12:00:00Z.`;
  throw DomainError.invalidField('query.invalid', `/${name}`, detail);
}
