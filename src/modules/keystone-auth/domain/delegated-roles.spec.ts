import { describe, expect, it } from '@jest/globals';
import { delegatedRoles } from './delegated-roles.js';

const NEEDED = ['member', 'heat_stack_owner'];

describe('the roles that a user hands over', () => {
  it('are those that the service needs, and no stronger ones', () => {
    expect(delegatedRoles(['admin', 'manager', 'member', 'reader'], NEEDED)).toEqual(['member']);
    expect(delegatedRoles(['reader', 'heat_stack_owner', 'member'], NEEDED)).toEqual(NEEDED);
  });

  it('are refused by name where the user has none of them', () => {
    expect(() => delegatedRoles(['reader'], NEEDED)).toThrow(
      expect.objectContaining({
        kind: 'forbidden',
        code: 'delegation.refused',
        message: expect.stringContaining('member or heat_stack_owner'),
      }),
    );
  });
});
