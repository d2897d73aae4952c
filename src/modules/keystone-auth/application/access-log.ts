import { Injectable, Logger } from '@nestjs/common';
import { Principal } from '../domain/principal.js';

interface Touched {
  /** Absent for a list. */
  readonly id?: string;
  /** Null: of all projects. */
  readonly projectId: string | null;
}

/** One structured line for each time that somebody reaches into another project, for the audit. */
@Injectable()
export class AccessLog {
  private readonly logger = new Logger(AccessLog.name);

  /** `resource` is what was touched: `plan`, `pipelines`, … Nothing is logged of the caller's own project. */
  note(principal: Principal, resource: string, { id, projectId }: Touched): void {
    if (projectId === principal.projectId) return;
    this.logger.log({
      message: 'A request reached into another project',
      req_id: principal.requestId,
      user_id: principal.userId,
      user_name: principal.userName,
      project_id: principal.projectId,
      resource,
      ...(id === undefined ? {} : { resource_id: id }),
      target_project_id: projectId,
    });
  }
}
