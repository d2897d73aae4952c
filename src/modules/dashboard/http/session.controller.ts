import { Controller, Delete, Get, Header, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { clientAddress } from '../../../shared/http/client-address.js';
import { ValidBody } from '../../../shared/http/body.js';
import {
  Policy,
  type ProjectOption,
  Public,
  SessionCookie,
  type SignedIn,
  SignIn,
} from '../../keystone-auth/index.js';
import { SignInLimits } from '../application/sign-in-limits.js';
import { ChooseProjectRequest, credentialsFrom, SignInRequest, subjectOf } from './session.dto.js';
import { presentSession, type SessionResponse } from './session.presenter.js';

/** For browsers, which cannot reach Keystone; programs send its tokens themselves. Not a part of the API's document. */
@ApiExcludeController()
@Controller('dashboard/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly cookie: SessionCookie,
    private readonly limits: SignInLimits,
    private readonly policy: Policy,
  ) {}

  @Get()
  @Public()
  @Header('Cache-Control', 'no-store')
  async show(@Req() request: FastifyRequest): Promise<SessionResponse> {
    return this.present(await this.signIn.find(this.cookie.tokenOf(request)));
  }

  @Post()
  @Public()
  async create(
    @ValidBody({ type: SignInRequest, code: 'session.invalid' }) body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResponse> {
    this.cookie.refuseForgery(request);
    const credentials = credentialsFrom(body);
    const signedIn = await this.limits.within(clientAddress(request) ?? '', subjectOf(credentials), () =>
      this.signIn.signIn(credentials),
    );
    return this.keep(reply, signedIn);
  }

  @Get('projects')
  @Public()
  @Header('Cache-Control', 'no-store')
  async projects(@Req() request: FastifyRequest): Promise<ProjectOption[]> {
    return this.signIn.projects(this.requiredToken(request));
  }

  @Put('project')
  @Public()
  async enter(
    @ValidBody({ type: ChooseProjectRequest, code: 'session.invalid' }) body: ChooseProjectRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResponse> {
    const token = this.requiredToken(request);
    return this.keep(reply, await this.signIn.enter(token, body.project_id));
  }

  /** The cookie goes first: also where Keystone is away nobody is signed in here any more. */
  @Delete()
  @Public()
  @HttpCode(204)
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = this.cookie.tokenOf(request);
    this.cookie.clear(reply);
    if (token !== undefined) await this.signIn.signOut(token);
  }

  private keep(reply: FastifyReply, signedIn: SignedIn): SessionResponse {
    this.cookie.set(reply, signedIn.token, signedIn.expiresAt);
    void reply.header('Cache-Control', 'no-store');
    return this.present(signedIn);
  }

  private present(signedIn: SignedIn | undefined): SessionResponse {
    return presentSession(this.signIn.strategy, signedIn, this.policy);
  }

  private requiredToken(request: FastifyRequest): string {
    const token = this.cookie.tokenOf(request);
    if (token !== undefined || this.signIn.strategy === 'development') return token ?? '';
    throw new DomainError('unauthenticated', 'session.missing', 'Nobody is signed in.');
  }
}
