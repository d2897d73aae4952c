/** The root of a checked out source, as far as a detection may look. */
export abstract class SourceRoot {
  /** Names of the plain files there; links are left out. In no order. */
  abstract names(): Promise<readonly string[]>;

  /** The beginning of one of them; empty where it cannot be read. No link is followed. */
  abstract text(name: string): Promise<string>;
}
