import { Workbook } from './workbook.js';

/** The workbooks that come with the service. */
export abstract class WorkbookCatalogue {
  /** In order of name. */
  abstract list(): readonly Workbook[];

  abstract find(name: string): Workbook | undefined;
}
