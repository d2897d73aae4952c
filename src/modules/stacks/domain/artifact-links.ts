import type { KeyRing } from '../../../shared/domain/key-ring.js';

const ID = /^sha256:([0-9a-f]{64})$/;

/**
 * URLs that a stack's servers fetch their artifact from. They have no Keystone token, so the URL itself is the permission:
 * only this service can make one. It holds as long as the secret key that signed it, since a server may be made anew at
 * any time; and it is the same each time (until there is a new key), since another one would have Heat replace the server.
 */
export class ArtifactLinks {
  private readonly ring: KeyRing;

  constructor(
    private readonly publicUrl: string,
    ring: KeyRing,
  ) {
    this.ring = ring.derive('solum-artifact-link');
  }

  of(artifactId: string): string {
    return `${this.publicUrl}/v1/artifacts/${this.digestOf(artifactId)}/${this.signatureOf(artifactId)}`;
  }

  /** The artifact that a link of ours is for; undefined for any other. */
  artifactOf(digest: string, signature: string): string | undefined {
    const id = `sha256:${digest}`;
    if (!ID.test(id)) return undefined;
    const given = Buffer.from(signature, 'base64url');
    // Not every text is how the bytes are written: there is one link of an artifact.
    if (given.toString('base64url') !== signature) return undefined;
    return this.ring.vouchesFor(id, given) ? id : undefined;
  }

  private digestOf(artifactId: string): string {
    return ID.exec(artifactId)?.[1] ?? '';
  }

  private signatureOf(artifactId: string): string {
    return this.ring.sign(artifactId).toString('base64url');
  }
}
