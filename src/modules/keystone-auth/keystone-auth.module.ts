import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { APP_CONFIG, AppConfig } from '../../config/app-config.js';
import { Authenticator } from './domain/authenticator.js';
import { Delegations } from './domain/delegations.js';
import { Policy } from './domain/policy.js';
import { AuthGuard } from './http/auth.guard.js';
import { DevelopmentAuthenticator } from './infrastructure/development-authenticator.js';
import { DevelopmentDelegations } from './infrastructure/development-delegations.js';
import { loadPolicy } from './infrastructure/policy-file.js';

@Global()
@Module({
  providers: [
    {
      provide: Authenticator,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => new DevelopmentAuthenticator(new URL(config.publicUrl).host),
    },
    { provide: Delegations, useClass: DevelopmentDelegations },
    {
      provide: Policy,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => loadPolicy(config.auth.policyFile),
    },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Delegations, Policy],
})
export class KeystoneAuthModule {}
