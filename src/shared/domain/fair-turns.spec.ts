import { describe, expect, it } from '@jest/globals';
import { FairTurns } from './fair-turns.js';

/** Work that says when it begins, and ends when it is told to. */
function piece(log: string[], name: string): { work: () => Promise<string>; end: () => void } {
  let end = (): void => {};
  const over = new Promise<void>((resolve) => (end = resolve));
  const work = async (): Promise<string> => {
    log.push(name);
    await over;
    return name;
  };
  return { work, end: () => end() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('are taken side by side by different parties', async () => {
    const turns = new FairTurns(2);
    const began: string[] = [];
    const [a, b] = [piece(began, 'a'), piece(began, 'b')];
    const all = [turns.run('one', a.work), turns.run('other', b.work)];
    await settled();
    expect(began).toEqual(['a', 'b']);
    a.end();
    b.end();
    await expect(Promise.all(all)).resolves.toEqual(['a', 'b']);
  });

  it('are taken one after the other by one party, which holds no place for what waits', async () => {
    const turns = new FairTurns(2);
    const began: string[] = [];
    const pieces = ['a1', 'a2', 'b'].map((name) => piece(began, name));
    const all = pieces.map(({ work }, index) => turns.run(index < 2 ? 'a' : 'b', work));
    await settled();
    expect(began).toEqual(['a1', 'b']);
    pieces[0]?.end();
    await settled();
    expect(began).toEqual(['a1', 'b', 'a2']);
    for (const { end } of pieces) end();
    await Promise.all(all);
  });

  it('go on after work that fails', async () => {
    const turns = new FairTurns(1);
    await expect(turns.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turns.run('a', async () => 'done')).resolves.toBe('done');
  });
});
