import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { secretNameFault } from './secret-name.js';

describe('the name of a secret', () => {
  it.each(['NPM_TOKEN', '__', 'A', 'X1', `A${'B'.repeat(63)}`, 'PATHS', 'LDAP_PASSWORD', 'SOLUM'])(
    'may be %s',
    (name) => expect(secretNameFault(name)).toBeUndefined(),
  );

  it.each([
    'PATH',
    'HOME',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'SOLUM_COMMIT',
    'APP_URL',
    'BASH_ENV',
    'IFS',
  ])('is not %s, which commands have already or which changes what they run', (name) =>
    expect(secretNameFault(name)).toMatch(/reserved/),
  );

  it('is made of capitals, digits and underlines, or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const isName = name.length <= 64 && /^[A-Z_]/.test(name) && !/[^A-Z0-9_]/.test(name);
        if (!isName) expect(secretNameFault(name)).toMatch(/must be/);
      }),
    );
    expect(secretNameFault('NPM_TOKEN\n')).toMatch(/must be/);
  });
});
