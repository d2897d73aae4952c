import { Module } from '@nestjs/common';
import { PipelinesModule } from '../pipelines/index.js';
import { TriggersController } from './http/triggers.controller.js';

@Module({ imports: [PipelinesModule], controllers: [TriggersController] })
export class TriggersModule {}
