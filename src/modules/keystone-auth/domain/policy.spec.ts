import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_POLICY, Policy, PolicyRule } from './policy.js';
import { Principal } from './principal.js';

function holding(...roles: string[]): Principal {
  return { userId: 'u', userName: 'u', projectId: 'p', projectName: 'p', roles, token: async () => 't' };
}

const RULES = Object.keys(BUILT_IN_POLICY) as PolicyRule[];

describe('the policy', () => {
  it('lets a reader read and nothing else', () => {
    for (const rule of RULES) {
      expect([rule, new Policy().allows(holding('reader'), rule)]).toEqual([rule, rule.endsWith(':read')]);
    }
  });

  it('lets a member, a manager and an admin do all that a reader may, and write', () => {
    for (const role of ['member', 'manager', 'admin']) {
      for (const rule of RULES) expect(new Policy().allows(holding(role), rule)).toBe(true);
    }
  });

  it('denies whoever holds no role, or one that it does not know', () => {
    for (const rule of RULES) {
      expect(new Policy().allows(holding(), rule)).toBe(false);
      expect(new Policy().allows(holding('heat_stack_owner'), rule)).toBe(false);
    }
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
