import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { AccessLog } from '../application/access-log.js';
import { Policy } from '../domain/policy.js';
import { Principal } from '../domain/principal.js';
import { ProjectScope } from '../domain/project-scope.js';

type Query = Readonly<Record<string, unknown>>;

/** The words that oslo.utils takes for a boolean, which OpenStack's clients send. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 't', 'on', 'y', 'yes'].map((word) => [word, true] as const),
  ...['false', '0', 'f', 'off', 'n', 'no'].map((word) => [word, false] as const),
]);
const PROJECT_ID = /^[\w-]{1,64}$/;

/** Whose things a list shows: `all_projects` and `project_id`, as OpenStack's services read them. */
@Injectable()
export class ListScopes {
  constructor(
    private readonly policy: Policy,
    private readonly log: AccessLog,
  ) {}

  /**
   * The scope, and the query without what named it. Throws `forbidden` where another project is asked for by somebody who
   * does not pass `all_projects:read`, and `invalid` (`query.invalid`) for what is no boolean or no project's id.
   */
  of(principal: Principal, resource: string, query: Query): { scope: ProjectScope; query: Query } {
    const { all_projects: all, project_id: only, ...rest } = query;
    const everywhere = all !== undefined && toBoolean(all);
    const projectId = only === undefined ? (everywhere ? null : principal.projectId) : toProjectId(only);
    if (everywhere || projectId !== principal.projectId) this.policy.enforce(principal, 'all_projects:read');
    this.log.note(principal, resource, { projectId });
    return { scope: projectId === null ? ProjectScope.ALL : ProjectScope.of(projectId), query: rest };
  }
}

function toBoolean(value: unknown): boolean {
  const truth = typeof value === 'string' ? BOOLEANS.get(value.toLowerCase()) : undefined;
  if (truth !== undefined) return truth;
  throw refused('all_projects', 'must be true or false');
}

function toProjectId(value: unknown): string {
  if (typeof value === 'string' && PROJECT_ID.test(value)) return value;
  throw refused('project_id', 'must be the id of a project');
}

function refused(name: string, detail: string): DomainError {
  return DomainError.invalidField('query.invalid', `/${name}`, `The query parameter ${name} ${detail}.`);
}
