import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Reruns } from '../../executions/index.js';
import { Pipelines } from '../domain/pipelines.js';
import { FindPipelineSource } from './find-pipeline-source.js';

/** A re-run becomes the pipeline's last execution; a pipeline that is being deleted runs nothing again. */
@Injectable()
export class NoteReruns {
  constructor(
    pipelines: Pipelines,
    reruns: Reruns,
    private readonly source: FindPipelineSource,
  ) {
    reruns.useTokens((pipelineId, href) => this.tokenOf(pipelineId, href));
    reruns.onRerun(async ({ id, pipelineId }) => {
      if (await pipelines.change(pipelineId, { status: ['ready'] }, { lastExecutionId: id })) return;
      const detail = 'The pipeline is being deleted: nothing starts it any more.';
      throw new DomainError('conflict', 'pipeline.deleting', detail);
    });
  }

  /** A token is for the repository that the plan names, and is given to no other. */
  private async tokenOf(pipelineId: string, href: string): Promise<string | null | undefined> {
    try {
      const source = await this.source.execute(pipelineId);
      return source?.href === href ? source.token : undefined;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return undefined;
      throw error;
    }
  }
}
