/** Counts what was taken away. */
export abstract class SweepMeter {
  abstract count(kind: string, things: number): void;

  abstract fail(kind: string): void;
}
