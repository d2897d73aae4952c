import { Event, EventFilter, NewEvent } from './event.js';

/**
 * The durable log of what happened. An event is committed with the change that it tells of, or not at all.
 *
 * Sequence numbers are given in the order of the commits: no event becomes visible after one with a higher number was,
 * so that a reader who goes on after the last one seen skips none, in whichever process it was written.
 */
export abstract class EventLog {
  /** Joins the running unit of work, whose end writes it. */
  abstract append(event: NewEvent): void;

  /** Committed events with numbers above `sequence`, in order. */
  abstract after(filter: EventFilter, sequence: number, limit: number): Promise<Event[]>;

  /** The number of the newest event; 0 before the first. */
  abstract last(): Promise<number>;

  /** Removes at most `limit` events from before `time`, oldest first; answers how many there were. */
  abstract deleteBefore(time: Date, limit: number): Promise<number>;

  /** Calls back after this process has committed events; answers how to stop. */
  abstract onAppended(listener: () => void): () => void;
}
