import { DynamicModule, Global, Module, OnApplicationShutdown } from '@nestjs/common';
import { APP_CONFIG, AppConfig } from '../config/app-config.js';
import { Clock, SystemClock } from './domain/clock.js';
import { Idempotency } from './domain/idempotency.js';
import { KeyRing } from './domain/key-ring.js';
import { OpenStackClient } from './openstack/openstack-client.js';
import { EventStreams } from './http/event-streams.js';
import { SecretBox } from './secrets/secret-box.js';

/** What every module may ask for: configuration, time, secrets at rest, the cloud's services. */
@Global()
@Module({})
export class SharedModule implements OnApplicationShutdown {
  constructor(private readonly openstack: OpenStackClient) {}

  onApplicationShutdown(): void {
    this.openstack.close();
  }

  static with(config: AppConfig): DynamicModule {
    const ring = KeyRing.of(...config.secretKeys);
    const providers = [
      { provide: APP_CONFIG, useValue: config },
      { provide: Clock, useClass: SystemClock },
      { provide: KeyRing, useValue: ring },
      { provide: SecretBox, useValue: new SecretBox(ring) },
      { provide: Idempotency, useValue: new Idempotency(ring) },
      { provide: OpenStackClient, useFactory: () => new OpenStackClient() },
      { provide: EventStreams, useClass: EventStreams },
    ];
    return { module: SharedModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}
