import {
  applyDecorators,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ValidBody } from '../../../shared/http/body.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { YAML_TYPES } from '../../../shared/http/yaml.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { DeleteWorkbook } from '../application/delete-workbook.js';
import { DryRunWorkbook } from '../application/dry-run-workbook.js';
import { FindWorkbook } from '../application/find-workbook.js';
import { ListWorkbooks } from '../application/list-workbooks.js';
import { SaveWorkbook } from '../application/save-workbook.js';
import { ValidateWorkbook } from '../application/validate-workbook.js';
import { Workbook } from '../domain/workbook.js';
import { DefinitionBody } from './definition-body.js';
import { DryRunRequest, scriptOf } from './dry-run.dto.js';
import { DryRunResponse, presentDryRun } from './dry-run.presenter.js';
import {
  presentVerdict,
  presentWorkbook,
  WorkbookResponse,
  WorkbookVerdictResponse,
} from './workbook.presenter.js';

const ApiDefinitionBody = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes('text/plain', ...YAML_TYPES, 'application/json'),
    ApiBody({
      description: 'The workbook (YAML), or JSON with it as "definition".',
      schema: { type: 'string' },
    }),
  );

@ApiTags('workbooks')
@Controller('v1/workbooks')
export class WorkbooksController {
  constructor(
    private readonly listWorkbooks: ListWorkbooks,
    private readonly findWorkbook: FindWorkbook,
    private readonly saveWorkbook: SaveWorkbook,
    private readonly deleteWorkbook: DeleteWorkbook,
    private readonly dryRunWorkbook: DryRunWorkbook,
    private readonly validateWorkbook: ValidateWorkbook,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('workbooks:read')
  @ApiOperationOf({
    id: 'listWorkbooks',
    summary: 'List the built-in workbooks and the project’s own',
    status: 200,
    type: WorkbookResponse,
    isArray: true,
    errors: [400],
  })
  async list(@CurrentPrincipal() principal: Principal): Promise<WorkbookResponse[]> {
    return (await this.listWorkbooks.execute(principal)).map((workbook) => this.present(workbook));
  }

  @Post()
  @Requires('workbooks:write')
  @ApiDefinitionBody()
  @ApiOperationOf({
    id: 'createWorkbook',
    summary: 'Add a workbook of the project’s own',
    status: 201,
    type: WorkbookResponse,
    errors: [400, 409, 413, 415],
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @DefinitionBody() definition: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkbookResponse> {
    const response = this.present(await this.saveWorkbook.create(principal, definition));
    void reply.header('Location', response.uri);
    return response;
  }

  @Post('validate')
  @HttpCode(200)
  @Requires('workbooks:read')
  @ApiDefinitionBody()
  @ApiOperationOf({
    id: 'validateWorkbook',
    summary: 'Check a workbook without keeping it: what is wrong and where, or what it would be',
    status: 200,
    type: WorkbookVerdictResponse,
    errors: [400, 413, 415],
  })
  async validate(
    @CurrentPrincipal() principal: Principal,
    @DefinitionBody() definition: string,
  ): Promise<WorkbookVerdictResponse> {
    return presentVerdict(await this.validateWorkbook.execute(principal, definition));
  }

  @Post(':workbook_name/dry-run')
  @HttpCode(200)
  @Requires('workbooks:read')
  @ApiBody({ type: DryRunRequest, required: false })
  @ApiOperationOf({
    id: 'dryRunWorkbook',
    summary: 'Run a workbook with scripted results: nothing is kept, nobody is called, no time passes',
    status: 200,
    type: DryRunResponse,
    errors: [400, 404, 413, 415],
  })
  async dryRun(
    @CurrentPrincipal() principal: Principal,
    @Param('workbook_name') name: string,
    @ValidBody({ type: DryRunRequest, code: 'dry_run.invalid' }) body: DryRunRequest,
  ): Promise<DryRunResponse> {
    const { definition, workflow, inputs: input = {}, environment = {} } = body;
    const script = scriptOf(body.script ?? {});
    const asked = { name, definition, workflow, input, environment, script };
    return presentDryRun(await this.dryRunWorkbook.execute(principal, asked));
  }

  @Get(':workbook_name')
  @Requires('workbooks:read')
  @ApiOperationOf({
    id: 'getWorkbook',
    summary: 'Show a workbook',
    status: 200,
    type: WorkbookResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('workbook_name') name: string,
  ): Promise<WorkbookResponse> {
    return this.present(await this.findWorkbook.execute(principal, name));
  }

  @Put(':workbook_name')
  @Requires('workbooks:write')
  @ApiDefinitionBody()
  @ApiOperationOf({
    id: 'updateWorkbook',
    summary: 'Create or replace a workbook of the project’s own',
    status: 200,
    type: WorkbookResponse,
    errors: [400, 413, 415],
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('workbook_name') name: string,
    @DefinitionBody() definition: string,
  ): Promise<WorkbookResponse> {
    return this.present(await this.saveWorkbook.replace(principal, name, definition));
  }

  @Delete(':workbook_name')
  @HttpCode(204)
  @Requires('workbooks:write')
  @ApiOperationOf({
    id: 'deleteWorkbook',
    summary: 'Delete a workbook of the project’s own; running executions go on',
    status: 204,
    errors: [404],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('workbook_name') name: string,
  ): Promise<void> {
    await this.deleteWorkbook.execute(principal, name);
  }

  private present(workbook: Workbook): WorkbookResponse {
    return presentWorkbook(workbook, this.config.publicUrl);
  }
}
