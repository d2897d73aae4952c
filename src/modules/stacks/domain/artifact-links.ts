import { createHmac, timingSafeEqual } from 'node:crypto';

const ID = /^sha256:([0-9a-f]{64})$/;

/**
 * URLs that a stack's servers fetch their artifact from. They have no Keystone token, so the URL itself is the permission:
 * only this service can make one. It holds as long as the service's secret key does, since a server may be made anew at
 * any time; and it is the same each time, since another one would have Heat replace the server.
 */
export class ArtifactLinks {
  private readonly key: Buffer;

  constructor(
    private readonly publicUrl: string,
    secretKey: Buffer,
  ) {
    this.key = createHmac('sha256', secretKey).update('solum-artifact-link').digest();
  }

  of(artifactId: string): string {
    return `${this.publicUrl}/v1/artifacts/${this.digestOf(artifactId)}/${this.signatureOf(artifactId)}`;
  }

  /** The artifact that a link of ours is for; undefined for any other. */
  artifactOf(digest: string, signature: string): string | undefined {
    const id = `sha256:${digest}`;
    if (!ID.test(id)) return undefined;
    const expected = Buffer.from(this.signatureOf(id));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
  }

  private digestOf(artifactId: string): string {
    return ID.exec(artifactId)?.[1] ?? '';
  }

  private signatureOf(artifactId: string): string {
    return createHmac('sha256', this.key).update(artifactId).digest('base64url');
  }
}
