import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../../shared/domain/clock.js';
import { TokenValidations } from './token-validations.js';

describe('tokens that nobody knows', () => {
  it('are asked about few at a time; where too many wait, the next is told to come back', async () => {
    const asked: (() => void)[] = [];
    const keystone = {
      validate: () => new Promise<undefined>((resolve) => asked.push(() => resolve(undefined))),
    };
    const validations = new TokenValidations(keystone, new SystemClock(), 1000);
    const waiting = Array.from({ length: 272 }, (_, i) => validations.of(`made-up-${i}`, false));
    expect(asked).toHaveLength(16);
    await expect(validations.of('one too many', false)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'auth.busy',
      retryAfter: 1,
    });
    let answered = 0;
    void Promise.all(waiting.map((each) => each.then(() => (answered += 1))));
    while (answered < waiting.length) {
      asked.splice(0).forEach((answer) => answer());
      await new Promise(setImmediate);
    }
    const next = validations.of('one too many', false);
    expect(asked).toHaveLength(1);
    asked[0]?.();
    expect(await next).toBeUndefined();
  });
});
