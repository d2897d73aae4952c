import type { LanguagePack } from '../../language-packs/index.js';
import type { FoundFormat, FoundRunner, StationDescription } from '../../stations/index.js';
import type { StackTemplate } from '../../stacks/index.js';
import type { GitHostName } from '../../triggers/index.js';
import type { Workbook } from '../../workbooks/index.js';

/** Something outside of the service that it works with. */
export interface Dependency {
  readonly name: string;
  /** Null where it does not answer, or has none. */
  readonly version: string | null;
  /** Why it cannot take work now; null where it can. */
  readonly unavailable: string | null;
}

/** Workbooks, and the stations that each one's tasks call. */
export interface OfferedWorkbooks {
  /** In order of name. */
  readonly items: readonly Workbook[];
  /** Why the project's own are missing; null where they are there. */
  readonly unavailable: string | null;
}

/** What a project can use here and now. */
export interface Capabilities {
  readonly engines: readonly Dependency[];
  readonly workbooks: OfferedWorkbooks;
  /** In order of name. */
  readonly languagePacks: readonly LanguagePack[];
  readonly stations: readonly StationDescription[];
  readonly runners: readonly FoundRunner[];
  readonly imageFormats: readonly FoundFormat[];
  readonly stackProviders: readonly Dependency[];
  readonly stackTemplates: readonly StackTemplate[];
  readonly gitHosts: readonly GitHostName[];
}
