import { Module } from '@nestjs/common';
import { SignInLimits } from './application/sign-in-limits.js';
import { SessionController } from './http/session.controller.js';

/** The dashboard's own share of the service: its files, and sessions of its users. */
@Module({ controllers: [SessionController], providers: [SignInLimits] })
export class DashboardModule {}
