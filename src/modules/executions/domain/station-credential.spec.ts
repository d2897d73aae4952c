import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyRing } from '../../../shared/domain/key-ring.js';
import { newId } from '../../../shared/domain/ids.js';
import { StationCredentials } from './station-credential.js';

describe('a station credential', () => {
  const credentials = new StationCredentials(KeyRing.of(Buffer.alloc(32, 1)));

  it('names the execution that it was issued for', () => {
    const id = newId();
    expect(credentials.verify(credentials.issue(id))).toBe(id);
  });

  it('is worth nothing for another execution, or from another service', () => {
    const [, signature] = credentials.issue(newId()).split('.');
    expect(credentials.verify(`${newId()}.${signature}`)).toBeUndefined();
    expect(
      credentials.verify(new StationCredentials(KeyRing.of(Buffer.alloc(32, 2))).issue(newId())),
    ).toBeUndefined();
  });

  it('holds until the key that signed it is gone', () => {
    const [id, young] = [newId(), Buffer.alloc(32, 2)];
    const credential = credentials.issue(id);
    const both = new StationCredentials(KeyRing.of(young, Buffer.alloc(32, 1)));
    expect(both.verify(credential)).toBe(id);
    expect(new StationCredentials(KeyRing.of(young)).verify(credential)).toBeUndefined();
    expect(credentials.verify(both.issue(id))).toBeUndefined();
  });

  it('cannot be made up', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.tuple(fc.uuid(), fc.base64String()).map((parts) => parts.join('.')),
        ),
        (text) => {
          expect(credentials.verify(text)).toBeUndefined();
        },
      ),
    );
  });
});
