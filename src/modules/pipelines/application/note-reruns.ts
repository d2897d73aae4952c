import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Reruns } from '../../executions/index.js';
import { Pipelines } from '../domain/pipelines.js';

/** A re-run becomes the pipeline's last execution; a pipeline that is being deleted runs nothing again. */
@Injectable()
export class NoteReruns {
  constructor(pipelines: Pipelines, reruns: Reruns) {
    reruns.onRerun(async ({ id, pipelineId }) => {
      if (await pipelines.change(pipelineId, { status: ['ready'] }, { lastExecutionId: id })) return;
      const detail = 'The pipeline is being deleted: nothing starts it any more.';
      throw new DomainError('conflict', 'pipeline.deleting', detail);
    });
  }
}
