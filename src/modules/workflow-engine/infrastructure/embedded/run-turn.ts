import { RunEvent } from '../../domain/interpreter/index.js';
import { StepPace } from './step-pace.js';

/** An event that is not in the database. */
interface Brought {
  readonly event: RunEvent;
  /** Whoever waits until it has been taken in, and keeps it otherwise. */
  readonly bringer?: { readonly taken: () => void; readonly failed: (error: Error) => void };
}

/** What one step takes in of what was brought. */
export interface Batch {
  readonly events: readonly RunEvent[];
  /** The actions of this process that have ended with it. */
  readonly ended: readonly string[];
}

/** One run's turn in this process: what has been brought for its next steps. */
export class RunTurn {
  /** Resolves when all that was to happen has been taken in. */
  done: Promise<void> = Promise.resolve();
  readonly pace = new StepPace();
  private isAwaited = false;
  private isUnread = false;
  private readonly brought: Brought[] = [];

  /** Something is to happen: a timer is due. */
  wake(): void {
    this.isAwaited = true;
  }

  /** The database has events for the run. */
  wakeToRead(): void {
    this.isUnread = true;
    this.wake();
  }

  /** The result of an action this process ran: a crash loses it together with the action, which then runs again. */
  bring(event: RunEvent): void {
    this.brought.push({ event });
    this.wake();
  }

  /** Resolves when a step with the event has been kept; rejects where none can be made now. */
  bringAndWait(event: RunEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      this.brought.push({ event, bringer: { taken: resolve, failed: reject } });
      this.wake();
    });
  }

  /** Begins the next step: whether there is to be one. */
  begin(): boolean {
    const awaited = this.isAwaited;
    this.isAwaited = false;
    return awaited;
  }

  /** Whether the step has to read events. */
  beginReading(): boolean {
    const unread = this.isUnread;
    this.isUnread = false;
    return unread;
  }

  /** What has been brought so far. */
  get batch(): Batch {
    const all = [...this.brought];
    const own = all.filter(({ bringer }) => !bringer);
    return {
      events: all.map(({ event }) => event),
      ended: own.flatMap(({ event }) => (event.kind === 'action_result' ? [event.actionId] : [])),
    };
  }

  /** The batch has been taken in. */
  taken({ events }: Batch): void {
    for (const { bringer } of this.brought.splice(0, events.length)) bringer?.taken();
  }

  /** No step can be made now: answers the events that nobody else keeps. */
  fail(error: Error): RunEvent[] {
    const all = this.brought.splice(0);
    for (const { bringer } of all) bringer?.failed(error);
    return all.filter(({ bringer }) => !bringer).map(({ event }) => event);
  }
}
