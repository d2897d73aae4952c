/** Every definition that an execution was started with, by its digest: kept once and never changed. */
export abstract class WorkbookDefinitions {
  /** Does nothing where it is there. Joins the unit of work. */
  abstract keep(digest: string, definition: string): Promise<void>;

  abstract find(digest: string): Promise<string | undefined>;
}
