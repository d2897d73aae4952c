import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Execution } from '../domain/execution.js';
import { StationCredentials } from '../domain/station-credential.js';

/** What `env().solum` answers in a workflow: where the stations are, and the credential that opens them for this run. */
@Injectable()
export class StationEnvironment {
  constructor(
    private readonly credentials: StationCredentials,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  of({ id, pipelineId }: Execution): JsonObject {
    return {
      solum: {
        stations_url: `${this.config.publicUrl}/v1/stations`,
        credential: this.credentials.issue(id),
        execution_id: id,
        pipeline_id: pipelineId,
      },
    };
  }
}
