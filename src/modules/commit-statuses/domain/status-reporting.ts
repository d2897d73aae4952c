import type { StatusHostName } from './status-host.js';

/** Where, and as whom, a pipeline reports its runs. */
export interface StatusReporting {
  readonly pipelineId: string;
  readonly projectId: string;
  readonly host: StatusHostName;
  /** One of the operator's; no trailing slash. */
  readonly apiUrl: string;
  /** Lies sealed; never logged or shown. */
  readonly token: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The store of these settings, one of a pipeline at most; they go with it. Writes join the unit of work. */
export abstract class StatusReportings {
  abstract find(pipelineId: string): Promise<StatusReporting | undefined>;

  abstract save(reporting: StatusReporting): Promise<void>;

  abstract delete(pipelineId: string): Promise<void>;
}
