import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RetentionModule } from '../retention/index.js';
import { AuditTrail } from './application/audit-trail.js';
import { ExpireAudit } from './application/expire-audit.js';
import { AuditLog } from './domain/audit-log.js';
import { AuditAnswers } from './http/audit-answers.js';
import { AuditController } from './http/audit.controller.js';
import { AuditInterceptor } from './http/audit.interceptor.js';
import { AuditEntryRecord } from './infrastructure/audit-entry.record.js';
import { TypeOrmAuditLog } from './infrastructure/typeorm-audit-log.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuditEntryRecord]), RetentionModule],
  controllers: [AuditController],
  providers: [
    AuditAnswers,
    AuditTrail,
    ExpireAudit,
    { provide: AuditLog, useClass: TypeOrmAuditLog },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
  ],
  exports: [AuditTrail],
})
export class AuditModule {}
