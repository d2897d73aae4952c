import { Module } from '@nestjs/common';
import { DiscoveryController } from './http/discovery.controller.js';

@Module({ controllers: [DiscoveryController] })
export class CapabilitiesModule {}
