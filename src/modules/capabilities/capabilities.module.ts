import { Module } from '@nestjs/common';
import { LanguagePacksModule } from '../language-packs/index.js';
import { StacksModule } from '../stacks/index.js';
import { StationsModule } from '../stations/index.js';
import { TriggersModule } from '../triggers/index.js';
import { WorkbooksModule } from '../workbooks/index.js';
import { WorkflowEngineModule } from '../workflow-engine/index.js';
import { Dependencies } from './application/dependencies.js';
import { ShowCapabilities } from './application/show-capabilities.js';
import { CapabilitiesController } from './http/capabilities.controller.js';
import { DiscoveryController } from './http/discovery.controller.js';

@Module({
  imports: [
    LanguagePacksModule,
    StacksModule,
    StationsModule,
    TriggersModule,
    WorkbooksModule,
    WorkflowEngineModule,
  ],
  controllers: [CapabilitiesController, DiscoveryController],
  providers: [Dependencies, ShowCapabilities],
})
export class CapabilitiesModule {}
