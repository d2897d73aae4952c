import { describe, expect, it } from '@jest/globals';
import { clientAddress } from './client-address.js';

describe('the address of a client', () => {
  it.each(['192.0.2.7', '::1', '2001:db8::7'])('is %s as it stands', (ip) => {
    expect(clientAddress({ ip })).toBe(ip);
  });

  it.each(['', 'unknown', '192.0.2.7:443', 'x'.repeat(5000), "'; --"])(
    'is none where a sender wrote %p',
    (ip) => {
      expect(clientAddress({ ip })).toBeUndefined();
    },
  );
});
