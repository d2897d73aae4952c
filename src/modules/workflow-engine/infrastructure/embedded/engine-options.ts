import type { RunLimits } from '../../domain/interpreter/index.js';

/** How the embedded engine shares its work with other processes. */
export interface EngineOptions {
  /** How often to look for what other processes or crashes left. */
  readonly sweepIntervalMs: number;
  /** After this silence the actions of a process are taken over. */
  readonly leaseMs: number;
  /** How large and costly a run may become; absent: the defaults. */
  readonly limits?: RunLimits;
}

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = { sweepIntervalMs: 1000, leaseMs: 15_000 };
