import { Controller, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ValidBody } from '../../../shared/http/body.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { DeleteSecret } from '../application/delete-secret.js';
import { ListSecrets } from '../application/list-secrets.js';
import { SetSecret } from '../application/set-secret.js';
import { SetSecretRequest } from './secret.dto.js';
import { SecretName } from './secret-name.pipe.js';
import { presentSecret, SecretResponse } from './secret.presenter.js';

const ID = new ResourceId('pipeline');
const NAME = new SecretName();

@ApiTags('secrets')
@Controller('v1/pipelines/:pipeline_id/secrets')
export class PipelineSecretsController {
  constructor(
    private readonly listSecrets: ListSecrets,
    private readonly setSecret: SetSecret,
    private readonly deleteSecret: DeleteSecret,
  ) {}

  @Get()
  @Requires('secrets:read')
  @ApiOperationOf({
    id: 'listPipelineSecrets',
    summary: 'List the secrets of a pipeline: their names, never their values',
    description: 'All of them, 100 at most, by name.',
    status: 200,
    type: SecretResponse,
    isArray: true,
    errors: [404],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', ID) id: string,
  ): Promise<SecretResponse[]> {
    return (await this.listSecrets.execute(principal, { kind: 'pipeline', id })).map(presentSecret);
  }

  @Put(':secret_name')
  @Requires('secrets:write')
  @ApiBody({ type: SetSecretRequest })
  @ApiNoContentResponse({ description: 'It has the new value now.' })
  @ApiOperationOf({
    id: 'setPipelineSecret',
    summary: 'Set a secret of a pipeline',
    description:
      'It goes before a secret of this name of the plan. Jobs that begin from now on get the value. It is never read back.',
    status: 201,
    type: SecretResponse,
    errors: [404, 409, 413, 415],
  })
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', ID) id: string,
    @Param('secret_name', NAME) name: string,
    @ValidBody({ type: SetSecretRequest, code: 'secret.invalid' }) { value }: SetSecretRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SecretResponse | undefined> {
    const secret = await this.setSecret.execute(principal, { kind: 'pipeline', id }, name, value);
    void reply.status(secret ? 201 : 204);
    return secret && presentSecret(secret);
  }

  @Delete(':secret_name')
  @HttpCode(204)
  @Requires('secrets:write')
  @ApiOperationOf({
    id: 'deletePipelineSecret',
    summary: 'Delete a secret of a pipeline',
    status: 204,
    errors: [404],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', ID) id: string,
    @Param('secret_name', NAME) name: string,
  ): Promise<void> {
    await this.deleteSecret.execute(principal, { kind: 'pipeline', id }, name);
  }
}
