import { describe, expect, it } from '@jest/globals';
import { Policy } from './policy.js';
import { Principal } from './principal.js';

function holding(...roles: string[]): Principal {
  return { userId: 'u', userName: 'u', projectId: 'p', projectName: 'p', roles, token: async () => 'token' };
}

describe('Policy', () => {
  const policy = new Policy();

  it.each([
    ['reader', true, false],
    ['member', true, true],
    ['manager', true, true],
    ['admin', true, true],
    ['stranger', false, false],
  ])('lets a %s read: %s, and write: %s', (role, reads, writes) => {
    expect(policy.allows(holding(role), 'plans:read')).toBe(reads);
    expect(policy.allows(holding(role), 'plans:write')).toBe(writes);
  });

  it('asks for one of the roles, not for all', () => {
    expect(policy.allows(holding('stranger', 'member'), 'plans:write')).toBe(true);
    expect(policy.allows(holding(), 'plans:read')).toBe(false);
  });

  it('replaces the roles of the rules that an override names, and no others', () => {
    const overridden = new Policy({ 'plans:read': ['auditor'], 'plans:write': [] });
    expect(overridden.allows(holding('auditor'), 'plans:read')).toBe(true);
    expect(overridden.allows(holding('admin'), 'plans:read')).toBe(false);
    expect(overridden.allows(holding('admin'), 'plans:write')).toBe(false);
    expect(overridden.allows(holding('reader'), 'pipelines:read')).toBe(true);
  });

  it('says which rule and which roles were missing', () => {
    expect(() => policy.enforce(holding('reader'), 'plans:write')).toThrow(
      'The rule plans:write needs the role member',
    );
  });
});
