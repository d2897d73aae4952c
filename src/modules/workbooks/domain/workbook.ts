import { createHash } from 'node:crypto';
import { DomainError } from '../../../shared/domain/domain-error.js';
import {
  describeWorkbook,
  type WorkbookDescription,
  WorkbookError,
  type WorkflowDescription,
} from '../../workflow-engine/index.js';

/** A Mistral DSL v2 workbook: of the built-in catalogue, or the project's own in the engine. */
export interface Workbook {
  readonly name: string;
  readonly origin: 'built-in' | 'project';
  /** The document to the letter. */
  readonly definition: string;
  /** `sha256:<hex>` of the definition. */
  readonly digest: string;
  readonly description: WorkbookDescription;
  /** Null for the built-in ones, which come with the release. */
  readonly updatedAt: Date | null;
}

export function digestOf(definition: string): string {
  return `sha256:${createHash('sha256').update(definition).digest('hex')}`;
}

/** Reads a document; throws `invalid` (`workbook.invalid`) with the reason where it is no workbook. */
export function readWorkbook(definition: string): WorkbookDescription {
  try {
    return describeWorkbook(definition);
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    throw new DomainError('invalid', 'workbook.invalid', error.message.slice(0, 1500), { cause: error });
  }
}

const ENTRY_NAMES = ['main'];

/**
 * The workflow that a pipeline runs: the one called `main`, else the one that bears the workbook's name, else the only
 * one. Undefined where that names none.
 */
export function findEntryWorkflow(description: WorkbookDescription): WorkflowDescription | undefined {
  const { name, workflows } = description;
  const named = [...ENTRY_NAMES, name].flatMap((wanted) =>
    workflows.filter((workflow) => workflow.name === wanted),
  )[0];
  return named ?? (workflows.length === 1 ? workflows[0] : undefined);
}

/** As above; throws `invalid` (`workbook.no_entry`) where there is none. */
export function entryWorkflow(description: WorkbookDescription): WorkflowDescription {
  const entry = findEntryWorkflow(description);
  if (entry) return entry;
  const { name } = description;
  throw new DomainError(
    'invalid',
    'workbook.no_entry',
    `The workbook ${name} has no workflow to start with: call one of them "main" or "${name}".`,
  );
}
