import { Global, Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { Clock } from '../../shared/domain/clock.js';
import { ServiceEndpoints } from '../../shared/domain/service-endpoints.js';
import { OpenStackClient } from '../../shared/openstack/openstack-client.js';
import { SecretBox } from '../../shared/secrets/secret-box.js';
import { AccessLog } from './application/access-log.js';
import { Actors } from './application/actors.js';
import { ProbeDelegations } from './application/probe-delegations.js';
import { Authenticator } from './domain/authenticator.js';
import { DelegationChanges } from './domain/delegation-changes.js';
import { Delegations } from './domain/delegations.js';
import { Policy } from './domain/policy.js';
import { SignIn } from './domain/sign-in.js';
import { AuthGuard } from './http/auth.guard.js';
import { ListScopes } from './http/list-scopes.js';
import { SessionCookie } from './http/session-cookie.js';
import { measureDelegations } from './infrastructure/delegation-metrics.js';
import { DelegationStore } from './infrastructure/delegation-store.js';
import { DelegationRecord } from './infrastructure/delegation.record.js';
import { DevelopmentAuthenticator } from './infrastructure/development-authenticator.js';
import { DevelopmentDelegations } from './infrastructure/development-delegations.js';
import { DevelopmentSignIn } from './infrastructure/development-sign-in.js';
import { DelegatedTokens } from './infrastructure/keystone/delegated-tokens.js';
import { KeystoneAuthenticator } from './infrastructure/keystone/keystone-authenticator.js';
import { KeystoneClient } from './infrastructure/keystone/keystone-client.js';
import { KeystoneDelegations } from './infrastructure/keystone/keystone-delegations.js';
import {
  KeystoneServiceEndpoints,
  NoServiceEndpoints,
} from './infrastructure/keystone/keystone-service-endpoints.js';
import { KeystoneSignIn } from './infrastructure/keystone/keystone-sign-in.js';
import { KeystoneTrusts } from './infrastructure/keystone/keystone-trusts.js';
import { OrphanedTrusts } from './infrastructure/keystone/orphaned-trusts.js';
import { TokenValidations } from './infrastructure/keystone/token-validations.js';
import { loadPolicy } from './infrastructure/policy-file.js';

/** Keystone for this deployment; undefined where it has no cloud. */
const KEYSTONE = Symbol('Keystone');

interface Keystone {
  readonly client: KeystoneClient;
  readonly validations: TokenValidations;
  readonly config: NonNullable<AppConfig['openstack']>;
}

function keystone(config: AppConfig, http: OpenStackClient, clock: Clock): Keystone | undefined {
  const { openstack } = config;
  if (!openstack) return undefined;
  const client = new KeystoneClient(http, openstack, clock);
  const validations = new TokenValidations(client, clock, config.auth.tokenCacheSeconds * 1000);
  return { client, validations, config: openstack };
}

function authenticator(config: AppConfig, cloud: Keystone | undefined): Authenticator {
  if (config.auth.strategy === 'development')
    return new DevelopmentAuthenticator(new URL(config.publicUrl).host);
  const { client, validations, config: openstack } = required(cloud);
  return new KeystoneAuthenticator(validations, client, openstack.authUrl);
}

function signIn(config: AppConfig, cloud: Keystone | undefined): SignIn {
  if (config.auth.strategy === 'development') return new DevelopmentSignIn();
  const { client, validations } = required(cloud);
  return new KeystoneSignIn(client, validations);
}

function delegations(
  config: AppConfig,
  cloud: Keystone | undefined,
  session: DatabaseSession,
  changes: DelegationChanges,
  secrets: SecretBox,
  clock: Clock,
): Delegations {
  if (config.auth.strategy === 'development') return new DevelopmentDelegations(clock);
  const { client, config: openstack } = required(cloud);
  const store = new DelegationStore(session, changes, secrets, clock);
  const trusts = new KeystoneTrusts(client);
  const tokens = new DelegatedTokens(store, trusts, secrets, clock);
  const orphans = new OrphanedTrusts(store, trusts, secrets, clock);
  return new KeystoneDelegations(store, trusts, tokens, orphans, secrets, clock, openstack);
}

function serviceEndpoints(cloud: Keystone | undefined): ServiceEndpoints {
  return cloud ? new KeystoneServiceEndpoints(cloud.client, cloud.config) : new NoServiceEndpoints();
}

function required(cloud: Keystone | undefined): Keystone {
  if (cloud) return cloud;
  throw new Error('The configuration let a deployment with Keystone through without its settings.');
}

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([DelegationRecord])],
  providers: [
    AccessLog,
    Actors,
    DelegationChanges,
    ListScopes,
    ProbeDelegations,
    SessionCookie,
    { provide: KEYSTONE, inject: [APP_CONFIG, OpenStackClient, Clock], useFactory: keystone },
    {
      provide: Authenticator,
      inject: [APP_CONFIG, { token: KEYSTONE, optional: true }],
      useFactory: authenticator,
    },
    { provide: SignIn, inject: [APP_CONFIG, { token: KEYSTONE, optional: true }], useFactory: signIn },
    {
      provide: Delegations,
      inject: [
        APP_CONFIG,
        { token: KEYSTONE, optional: true },
        DatabaseSession,
        DelegationChanges,
        SecretBox,
        Clock,
      ],
      useFactory: delegations,
    },
    {
      provide: ServiceEndpoints,
      inject: [{ token: KEYSTONE, optional: true }],
      useFactory: serviceEndpoints,
    },
    {
      provide: Policy,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => loadPolicy(config.auth.policyFile),
    },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [
    AccessLog,
    Actors,
    Authenticator,
    Delegations,
    DelegationChanges,
    ListScopes,
    Policy,
    ServiceEndpoints,
    SessionCookie,
    SignIn,
  ],
})
export class KeystoneAuthModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopMeasuring: () => void = () => {};

  constructor(
    private readonly probe: ProbeDelegations,
    private readonly delegations: Delegations,
  ) {}

  onApplicationBootstrap(): void {
    this.stopMeasuring = measureDelegations(this.delegations);
    this.probe.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopMeasuring();
    await this.probe.stop();
  }
}
