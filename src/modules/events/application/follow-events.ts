import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { News } from '../../../shared/domain/news.js';
import { Event, EventFilter } from '../domain/event.js';
import { EventLog } from '../domain/event-log.js';

/** How long what another process writes goes unseen at most. */
const POLL_MS = 2_000;
const BATCH = 100;

export interface EventsWanted {
  readonly filter: EventFilter;
  /** The number of the last event that the reader has. */
  readonly after: number;
  readonly signal: AbortSignal;
  /** Whether nothing more can come; asked when everything so far has been read. */
  readonly isOver: () => Promise<boolean>;
}

/** Events as they are committed: at once those of this process, within two seconds those of others. */
@Injectable()
export class FollowEvents {
  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  async *execute({ filter, after, signal, isOver }: EventsWanted): AsyncGenerator<Event> {
    const news = new News(this.clock);
    const wake = (): void => news.wake();
    news.from(this.log.onAppended(wake));
    news.from(() => signal.removeEventListener('abort', wake));
    signal.addEventListener('abort', wake, { once: true });
    try {
      let last = after;
      for (let over = false; !signal.aborted;) {
        news.forget();
        const events = await this.log.after(filter, last, BATCH);
        yield* events;
        last = events.at(-1)?.sequence ?? last;
        if (events.length > 0) continue;
        // What was committed before it was over is read once more.
        if (over) return;
        over = await isOver();
        if (!over) await news.come(this.clock.after(POLL_MS));
      }
    } finally {
      news.stop();
    }
  }
}
