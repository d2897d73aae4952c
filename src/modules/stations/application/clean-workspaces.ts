import { Injectable } from '@nestjs/common';
import { Jobs } from '../domain/jobs.js';
import { Workspaces } from '../domain/workspaces.js';

/** Removes the workspaces, and ends the processes, that a killed worker left of jobs which others have finished since. */
@Injectable()
export class CleanWorkspaces {
  constructor(
    private readonly jobs: Jobs,
    private readonly workspaces: Workspaces,
  ) {}

  async execute(): Promise<void> {
    const found = await this.workspaces.list();
    if (found.length === 0) return;
    const unfinished = await this.jobs.unfinished(found);
    for (const id of found) if (!unfinished.has(id)) await this.workspaces.clean(id);
  }
}
