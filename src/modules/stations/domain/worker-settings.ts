/** How a worker works; from the configuration. */
export abstract class WorkerSettings {
  /** Jobs at a time. */
  abstract readonly concurrency: number;
  /** After this silence a job is claimed again. */
  abstract readonly leaseMs: number;
  /** Longest time of one attempt. */
  abstract readonly timeoutMs: number;
}
