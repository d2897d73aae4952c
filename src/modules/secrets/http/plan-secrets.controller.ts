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

const ID = new ResourceId('plan');
const NAME = new SecretName();

@ApiTags('secrets')
@Controller('v1/plans/:plan_id/secrets')
export class PlanSecretsController {
  constructor(
    private readonly listSecrets: ListSecrets,
    private readonly setSecret: SetSecret,
    private readonly deleteSecret: DeleteSecret,
  ) {}

  @Get()
  @Requires('secrets:read')
  @ApiOperationOf({
    id: 'listPlanSecrets',
    summary: 'List the secrets of a plan: their names, never their values',
    description: 'All of them, 100 at most, by name.',
    status: 200,
    type: SecretResponse,
    isArray: true,
    errors: [404],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('plan_id', ID) id: string,
  ): Promise<SecretResponse[]> {
    return (await this.listSecrets.execute(principal, { kind: 'plan', id })).map(presentSecret);
  }

  @Put(':secret_name')
  @Requires('secrets:write')
  @ApiBody({ type: SetSecretRequest })
  @ApiNoContentResponse({ description: 'It has the new value now.' })
  @ApiOperationOf({
    id: 'setPlanSecret',
    summary: 'Set a secret of a plan',
    description:
      'Every pipeline of the plan has it, unless it has one of this name itself. Jobs that begin from now on get the value. It is never read back.',
    status: 201,
    type: SecretResponse,
    errors: [404, 409, 413, 415],
  })
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param('plan_id', ID) id: string,
    @Param('secret_name', NAME) name: string,
    @ValidBody({ type: SetSecretRequest, code: 'secret.invalid' }) { value }: SetSecretRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SecretResponse | undefined> {
    const secret = await this.setSecret.execute(principal, { kind: 'plan', id }, name, value);
    void reply.status(secret ? 201 : 204);
    return secret && presentSecret(secret);
  }

  @Delete(':secret_name')
  @HttpCode(204)
  @Requires('secrets:write')
  @ApiOperationOf({
    id: 'deletePlanSecret',
    summary: 'Delete a secret of a plan',
    status: 204,
    errors: [404],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('plan_id', ID) id: string,
    @Param('secret_name', NAME) name: string,
  ): Promise<void> {
    await this.deleteSecret.execute(principal, { kind: 'plan', id }, name);
  }
}
