import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FindPipeline, FindPipelineSource } from '../../pipelines/index.js';
import { CommitStatuses } from '../domain/commit-statuses.js';
import { repositoryPath } from '../domain/repository-path.js';
import { canServe, type StatusHostName } from '../domain/status-host.js';
import { type StatusReporting, StatusReportings } from '../domain/status-reporting.js';
import { SendCommitStatuses } from './send-commit-statuses.js';

/** Where the hosts themselves are. */
const PUBLIC_APIS: Partial<Record<StatusHostName, string>> = {
  github: 'https://api.github.com',
  gitlab: 'https://gitlab.com/api/v4',
  bitbucket: 'https://api.bitbucket.org/2.0',
};

export interface ReportingFields {
  readonly host: StatusHostName;
  readonly apiUrl: string | undefined;
  /** Undefined: the present one stays. */
  readonly token: string | undefined;
}

@Injectable()
export class ConfigureReporting {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly source: FindPipelineSource,
    private readonly reportings: StatusReportings,
    private readonly statuses: CommitStatuses,
    private readonly send: SendCommitStatuses,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Throws `not_found` (`status_reporting.not_found`) where the pipeline does not report. */
  async show(principal: Principal, pipelineId: string): Promise<StatusReporting> {
    await this.findPipeline.execute(principal, pipelineId);
    const present = await this.reportings.find(pipelineId);
    if (present) return present;
    throw new DomainError(
      'not_found',
      'status_reporting.not_found',
      'The pipeline reports to no git host: PUT tells it to.',
    );
  }

  /** What waits is sent at once, as it is for the new host or token that it may have waited. */
  async save(principal: Principal, pipelineId: string, fields: ReportingFields): Promise<StatusReporting> {
    const { projectId } = await this.findPipeline.execute(principal, pipelineId);
    const apiUrl = this.allowed(fields.host, fields.apiUrl);
    await this.refuseUnserved(pipelineId, fields.host);
    const now = this.clock.now();
    return this.unitOfWork.run(async () => {
      const present = await this.reportings.find(pipelineId);
      const token = fields.token ?? keptToken(present, fields.host, apiUrl);
      const createdAt = present?.createdAt ?? now;
      const saved = { pipelineId, projectId, host: fields.host, apiUrl, token, createdAt, updatedAt: now };
      await this.reportings.save(saved);
      await this.statuses.retryOf(pipelineId, now);
      this.unitOfWork.afterCommit(() => this.send.wake());
      return saved;
    });
  }

  /** What waits is not sent any more. */
  async delete(principal: Principal, pipelineId: string): Promise<void> {
    await this.show(principal, pipelineId);
    await this.unitOfWork.run(async () => {
      await this.statuses.deleteOf(pipelineId);
      await this.reportings.delete(pipelineId);
    });
  }

  private allowed(host: StatusHostName, given: string | undefined): string {
    const { apiUrls } = this.config.statuses;
    const apiUrl = (given ?? PUBLIC_APIS[host])?.replace(/\/+$/, '');
    if (apiUrl !== undefined && apiUrls.includes(apiUrl)) return apiUrl;
    throw refused(
      '/api_url',
      `api_url must be one that the operator allows: ${apiUrls.join(', ') || 'none'}.`,
    );
  }

  private async refuseUnserved(pipelineId: string, host: StatusHostName): Promise<void> {
    const source = await this.source.execute(pipelineId);
    const repository = source && repositoryPath(source.href);
    if (repository && canServe(host, repository)) return;
    throw refused('/host', 'The plan’s href is not the address of a repository on such a host.');
  }
}

/** A token is for one API: it does not go to another one unseen. */
function keptToken(present: StatusReporting | undefined, host: StatusHostName, apiUrl: string): string {
  if (present?.host === host && present.apiUrl === apiUrl) return present.token;
  throw refused('/token', 'token must be given: there is none for this API yet.');
}

function refused(pointer: string, detail: string): DomainError {
  return DomainError.invalidField('status_reporting.invalid', pointer, detail);
}
