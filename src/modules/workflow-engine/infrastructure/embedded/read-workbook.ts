import { DomainError } from '../../../../shared/domain/domain-error.js';
import { DslError, parseWorkbook, Workbook } from '../../domain/language/index.js';

/** Throws `invalid` (`workbook.invalid`) with what is wrong and where. */
export function readWorkbook(definition: string): Workbook {
  try {
    return parseWorkbook(definition);
  } catch (error) {
    if (!(error instanceof DslError)) throw error;
    throw DomainError.invalidField('workbook.invalid', '/definition', error.message);
  }
}
