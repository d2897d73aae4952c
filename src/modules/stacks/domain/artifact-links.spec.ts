import { describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../../shared/domain/key-ring.js';
import { ArtifactLinks } from './artifact-links.js';

describe('the links to artifacts', () => {
  const digest = 'ab'.repeat(32);
  const links = new ArtifactLinks('https://solum.example.org', KeyRing.of(Buffer.alloc(32, 1)));
  const [signature = ''] = links.of(`sha256:${digest}`).split('/').reverse();

  it('open the artifact that they are for, and no other', () => {
    expect(links.of(`sha256:${digest}`)).toBe(
      `https://solum.example.org/v1/artifacts/${digest}/${signature}`,
    );
    expect(links.artifactOf(digest, signature)).toBe(`sha256:${digest}`);
    expect(links.artifactOf('cd'.repeat(32), signature)).toBeUndefined();
    expect(links.artifactOf('../secret.key', signature)).toBeUndefined();
  });

  it('are made by this service only', () => {
    const others = new ArtifactLinks('https://solum.example.org', KeyRing.of(Buffer.alloc(32, 2)));
    expect(others.artifactOf(digest, signature)).toBeUndefined();
    expect(links.artifactOf(digest, '')).toBeUndefined();
  });

  it('hold until the key that signed them is gone', () => {
    const under = (...keys: [Buffer, ...Buffer[]]) =>
      new ArtifactLinks('https://solum.example.org', KeyRing.of(...keys));
    const [old, young] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(under(young, old).artifactOf(digest, signature)).toBe(`sha256:${digest}`);
    expect(under(young).artifactOf(digest, signature)).toBeUndefined();
    expect(under(young, old).of(`sha256:${digest}`)).toBe(under(young).of(`sha256:${digest}`));
  });

  it('are written in one way only', () => {
    expect(links.artifactOf(digest, `${signature}=`)).toBeUndefined();
    expect(links.artifactOf(digest, `${signature} `)).toBeUndefined();
  });

  it('are the same each time', () => {
    expect(links.of(`sha256:${digest}`)).toBe(links.of(`sha256:${digest}`));
  });
});
