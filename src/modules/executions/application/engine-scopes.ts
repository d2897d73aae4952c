import { Injectable } from '@nestjs/common';
import { Delegations } from '../../keystone-auth/index.js';
import type { EngineScope } from '../../workflow-engine/index.js';
import { Execution } from '../domain/execution.js';

/** The engine's view of who an execution acts for: the owner's project, with a token from their delegation. */
@Injectable()
export class EngineScopes {
  constructor(private readonly delegations: Delegations) {}

  of({ projectId, delegationId }: Pick<Execution, 'projectId' | 'delegationId'>): EngineScope {
    return { projectId, token: (refused) => this.delegations.token(delegationId, refused) };
  }
}
