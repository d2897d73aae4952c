const SHORTEST_SECRET = 6;

/** The end of a command's output, to explain its failure, without the values of its environment. */
export class OutputTail {
  /** Bytes that are kept. */
  static readonly LENGTH = 2_000;

  private kept = Buffer.alloc(0);

  constructor(private readonly secrets: readonly string[]) {}

  add(chunk: Buffer): void {
    this.kept = Buffer.concat([this.kept, chunk]).subarray(-OutputTail.LENGTH);
  }

  appendedTo(reason: string): string {
    const text = masked(this.kept.toString('utf8'), this.secrets).trim();
    return text === '' ? `${reason} It wrote nothing.` : `${reason} Its last output:\n${text}`;
  }
}

function masked(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, '********'), text);
}
