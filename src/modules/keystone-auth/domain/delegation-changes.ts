import { DelegationStatus } from './delegations.js';

export interface DelegationChange {
  readonly id: string;
  readonly status: DelegationStatus;
}

type Listener = (change: DelegationChange) => Promise<void>;

/** Tells other modules that a delegation broke or works again. Listeners join the unit of work that notes the change. */
export class DelegationChanges {
  private readonly listeners = new Set<Listener>();

  onChange(listener: Listener): void {
    this.listeners.add(listener);
  }

  async publish(change: DelegationChange): Promise<void> {
    for (const listener of this.listeners) await listener(change);
  }
}
