import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { fileURLToPath } from 'node:url';
import { WorkflowEngineModule } from '../workflow-engine/index.js';
import { DeleteWorkbook } from './application/delete-workbook.js';
import { DryRunWorkbook } from './application/dry-run-workbook.js';
import { EnsureWorkbook } from './application/ensure-workbook.js';
import { FindWorkbook } from './application/find-workbook.js';
import { ListWorkbooks } from './application/list-workbooks.js';
import { PinnedWorkbooks } from './application/pinned-workbooks.js';
import { RecentWorkbooks } from './application/recent-workbooks.js';
import { SaveWorkbook } from './application/save-workbook.js';
import { ValidateWorkbook } from './application/validate-workbook.js';
import { WorkbookCatalogue } from './domain/workbook-catalogue.js';
import { WorkbookDefinitions } from './domain/workbook-definitions.js';
import { WorkbooksController } from './http/workbooks.controller.js';
import { FileWorkbookCatalogue } from './infrastructure/file-workbook-catalogue.js';
import { TypeOrmWorkbookDefinitions } from './infrastructure/typeorm-workbook-definitions.js';
import { WorkbookDefinitionRecord } from './infrastructure/workbook-definition.record.js';

const CATALOGUE = fileURLToPath(new URL('../../../etc/workbooks', import.meta.url));

@Module({
  imports: [TypeOrmModule.forFeature([WorkbookDefinitionRecord]), WorkflowEngineModule],
  controllers: [WorkbooksController],
  providers: [
    DeleteWorkbook,
    DryRunWorkbook,
    EnsureWorkbook,
    PinnedWorkbooks,
    RecentWorkbooks,
    FindWorkbook,
    ListWorkbooks,
    SaveWorkbook,
    ValidateWorkbook,
    { provide: WorkbookDefinitions, useClass: TypeOrmWorkbookDefinitions },
    { provide: WorkbookCatalogue, useFactory: () => new FileWorkbookCatalogue(CATALOGUE) },
  ],
  exports: [EnsureWorkbook, FindWorkbook, ListWorkbooks, PinnedWorkbooks],
})
export class WorkbooksModule {}
