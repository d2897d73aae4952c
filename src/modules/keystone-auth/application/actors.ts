import { Injectable } from '@nestjs/common';
import { Actor } from '../domain/actor.js';
import { Delegations } from '../domain/delegations.js';

/** What was made for somebody who let the service act for them. */
interface Delegated {
  readonly projectId: string;
  readonly delegationId: string;
}

@Injectable()
export class Actors {
  constructor(private readonly delegations: Delegations) {}

  /**
   * Who acts on what is a project's: the user while their request is there, which works where the delegation does not; else,
   * and for a user of another project, whose token opens nothing there, the owner by their delegation.
   */
  of({ projectId, delegationId }: Delegated, user?: Actor): Actor {
    if (user?.projectId === projectId) return user;
    return { projectId, token: (refused) => this.delegations.token(delegationId, refused) };
  }
}
