import { DomainError } from '../../../shared/domain/domain-error.js';
import { Identity, Principal } from './principal.js';
import { ProjectScope } from './project-scope.js';

/**
 * OpenStack's secure RBAC: reader reads, member writes, manager approves, admin does everything. Each rule lists the
 * weakest roles that pass; stronger roles imply weaker ones. Who passes `all_projects:…` besides a route's own rule reaches the
 * things of every project there: Keystone's admin is the cloud's, of whichever project.
 */
export const BUILT_IN_POLICY = {
  'plans:read': ['reader'],
  'plans:write': ['member'],
  'pipelines:read': ['reader'],
  'pipelines:write': ['member'],
  'executions:read': ['reader'],
  'executions:write': ['member'],
  'executions:approve': ['manager'],
  'workbooks:read': ['reader'],
  'workbooks:write': ['member'],
  'language_packs:read': ['reader'],
  'language_packs:write': ['member'],
  'secrets:read': ['reader'],
  'secrets:write': ['member'],
  'stations:read': ['reader'],
  'capabilities:read': ['reader'],
  'audit:read': ['manager'],
  'all_projects:read': ['admin'],
  'all_projects:write': ['admin'],
} as const satisfies Record<string, readonly string[]>;

export type PolicyRule = keyof typeof BUILT_IN_POLICY;

/** Whether it lets somebody see things and change none. */
export function isReading(rule: PolicyRule): boolean {
  return rule.endsWith(':read');
}

/** Keystone's default implications (admin implies manager implies member implies reader). */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  admin: ['manager', 'member', 'reader'],
  manager: ['member', 'reader'],
  member: ['reader'],
};

export class Policy {
  private readonly rules: Readonly<Record<string, readonly string[]>>;
  /** Rule -> every role that passes it. */
  private readonly passing: ReadonlyMap<string, ReadonlySet<string>>;

  /** `overrides` replaces the roles of the rules that it names. */
  constructor(overrides: Readonly<Record<string, readonly string[]>> = {}) {
    this.rules = { ...BUILT_IN_POLICY, ...overrides };
    this.passing = new Map(
      Object.entries(this.rules).map(([rule, roles]) => [rule, new Set(roles.flatMap(withStronger))]),
    );
  }

  allows({ roles }: Pick<Identity, 'roles'>, rule: PolicyRule): boolean {
    const passing = this.passing.get(rule);
    return roles.some((role) => passing?.has(role));
  }

  /** The rules that the caller passes. */
  passedBy(identity: Pick<Identity, 'roles'>): PolicyRule[] {
    return (Object.keys(this.rules) as PolicyRule[]).filter((rule) => this.allows(identity, rule));
  }

  /** The caller under this rule, and how far it lets them reach. Throws as `enforce`. */
  admit(identity: Identity, rule: PolicyRule, requestId: string): Principal {
    this.enforce(identity, rule);
    const everywhere = isReading(rule) ? 'all_projects:read' : 'all_projects:write';
    const reach = this.allows(identity, everywhere) ? ProjectScope.ALL : ProjectScope.of(identity.projectId);
    return { ...identity, reach, requestId };
  }

  /** Throws `forbidden` (`auth.forbidden`) that names the rule and the roles that would do. */
  enforce(identity: Pick<Identity, 'roles'>, rule: PolicyRule): void {
    if (this.allows(identity, rule)) return;
    const roles = (this.rules[rule] ?? []).join(' or ') || 'nobody';
    throw new DomainError(
      'forbidden',
      'auth.forbidden',
      `The rule ${rule} needs the role ${roles} in this project.`,
    );
  }
}

/** The role, and those that imply it. */
export function withStronger(role: string): string[] {
  return [role, ...Object.keys(IMPLIED).filter((stronger) => IMPLIED[stronger]?.includes(role))];
}
