import { EngineActionRecord } from './action.record.js';
import { EngineDefinitionRecord } from './definition.record.js';
import { EngineEventRecord } from './event.record.js';
import { EngineExecutionRecord } from './execution.record.js';
import { EngineWorkbookRecord } from './workbook.record.js';

/** The tables of the embedded engine. */
export const WORKFLOW_ENGINE_RECORDS = [
  EngineWorkbookRecord,
  EngineDefinitionRecord,
  EngineExecutionRecord,
  EngineEventRecord,
  EngineActionRecord,
];
