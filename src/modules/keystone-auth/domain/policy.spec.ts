import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_POLICY, Policy, PolicyRule } from './policy.js';
import { Identity } from './principal.js';
import { ProjectScope } from './project-scope.js';

function holding(...roles: string[]): Identity {
  return {
    userId: 'u',
    userName: 'u',
    projectId: 'p',
    projectName: 'p',
    roles,
    expiresAt: null,
    token: async () => 't',
  };
}

const RULES = (Object.keys(BUILT_IN_POLICY) as PolicyRule[]).filter(
  (rule) => !rule.startsWith('all_projects:'),
);
/** What takes more than reading or writing. */
const MANAGERS: readonly PolicyRule[] = ['audit:read', 'executions:approve'];
const ROLES = ['reader', 'member', 'manager', 'admin'];

describe('the policy', () => {
  it('lets a reader read and nothing else', () => {
    for (const rule of RULES) {
      expect([rule, new Policy().allows(holding('reader'), rule)]).toEqual([
        rule,
        rule.endsWith(':read') && !MANAGERS.includes(rule),
      ]);
    }
  });

  it('lets a member, a manager and an admin do all that a reader may, and write; approving and the audit take a manager', () => {
    for (const rule of RULES) {
      expect([rule, new Policy().allows(holding('member'), rule)]).toEqual([rule, !MANAGERS.includes(rule)]);
      for (const role of ['manager', 'admin']) expect(new Policy().allows(holding(role), rule)).toBe(true);
    }
  });

  it('denies whoever holds no role, or one that it does not know', () => {
    for (const rule of RULES) {
      expect(new Policy().allows(holding(), rule)).toBe(false);
      expect(new Policy().allows(holding('heat_stack_owner'), rule)).toBe(false);
    }
  });

  it('lets an admin reach into every project, and nobody else out of their own', () => {
    for (const rule of RULES) {
      const reaching = ROLES.filter((role) => {
        const policy = new Policy({ [rule]: [role] });
        return policy.admit(holding(role), rule, 'req').reach === ProjectScope.ALL;
      });
      expect([rule, reaching]).toEqual([rule, ['admin']]);
    }
    expect(new Policy().admit(holding('member'), 'plans:write', 'req').reach.where).toEqual({
      projectId: 'p',
    });
  });

  it('can let others read everywhere, who then write in their own project only', () => {
    const policy = new Policy({ 'all_projects:read': ['auditor'] });
    const auditor = holding('auditor', 'member');
    expect(policy.admit(auditor, 'plans:read', 'req').reach.where).toEqual({});
    expect(policy.admit(auditor, 'plans:write', 'req').reach.where).toEqual({ projectId: 'p' });
    expect(policy.admit(holding('admin'), 'plans:read', 'req').reach.where).toEqual({ projectId: 'p' });
  });

  it('can be overridden rule by rule', () => {
    const policy = new Policy({ 'plans:write': ['manager'] });
    expect(policy.allows(holding('member'), 'plans:write')).toBe(false);
    expect(policy.allows(holding('manager'), 'plans:write')).toBe(true);
    expect(policy.allows(holding('member'), 'pipelines:write')).toBe(true);
  });

  it('names the rule and the role that would do when it refuses', () => {
    expect(() => new Policy().enforce(holding('reader'), 'plans:write')).toThrow(
      /plans:write needs the role member/,
    );
  });
});
