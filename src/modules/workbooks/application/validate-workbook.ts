import { Injectable } from '@nestjs/common';
import type { TextPosition } from '../../../shared/domain/yaml-position.js';
import {
  describeWorkbook,
  type EngineScope,
  faultPosition,
  type WorkbookDescription,
  WorkbookError,
  type WorkbookVerdict,
  WorkflowEngine,
} from '../../workflow-engine/index.js';

/** What the engine says of a document, and what can be told about it besides. */
export interface CheckedWorkbook extends WorkbookVerdict {
  /** Where the mistake is; undefined where that is not known, or there is none. */
  readonly position: TextPosition | undefined;
  /** Undefined where it cannot be read. */
  readonly description: WorkbookDescription | undefined;
}

@Injectable()
export class ValidateWorkbook {
  constructor(private readonly engine: WorkflowEngine) {}

  /** Keeps nothing. A wrong document is an answer, not an error. */
  async execute(scope: EngineScope, definition: string): Promise<CheckedWorkbook> {
    const verdict = await this.engine.validateWorkbook(scope, definition);
    try {
      return { ...verdict, position: undefined, description: describeWorkbook(definition) };
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      const position = verdict.valid ? undefined : faultPosition(definition, error);
      return { ...verdict, position, description: undefined };
    }
  }
}
