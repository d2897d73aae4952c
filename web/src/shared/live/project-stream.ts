import type { LiveEvent, LiveStatus } from './live-events.js';

interface Follower {
  readonly onEvent: (event: LiveEvent) => void;
  readonly onGap: () => void;
}

const PATH = '/v1/events';
const TYPES = [
  'execution.created',
  'execution.state_changed',
  'task.state_changed',
  'job.started',
  'job.ended',
  'approval.requested',
  'approval.decided',
];
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * The project's event stream while anybody follows it. A connection that breaks is resumed by the browser after the last
 * event it had; one that the service refused or ended is made anew, with growing pauses, and leaves a gap.
 */
export class ProjectStream {
  status: LiveStatus = 'connecting';
  private readonly followers = new Set<Follower>();
  private readonly watchers = new Set<() => void>();
  private source: EventSource | undefined;
  private timer: number | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private hasBegun = false;

  follow(follower: Follower): () => void {
    this.followers.add(follower);
    if (!this.source && this.timer === undefined) this.connect();
    return () => {
      this.followers.delete(follower);
      if (this.followers.size === 0) this.close();
    };
  }

  readonly onStatus = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  restart(): void {
    this.close();
    if (this.followers.size > 0) this.connect();
  }

  private connect(): void {
    this.timer = undefined;
    const source = new EventSource(PATH);
    this.source = source;
    source.onopen = () => this.opened();
    source.onerror = () => this.broken(source);
    for (const type of TYPES) source.addEventListener(type, ({ data }) => this.received(String(data)));
    source.addEventListener('end', () => this.again());
  }

  private opened(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    this.say('live');
    if (this.hasBegun) for (const { onGap } of this.followers) onGap();
    this.hasBegun = true;
  }

  private received(data: string): void {
    const event = JSON.parse(data) as LiveEvent;
    for (const { onEvent } of this.followers) onEvent(event);
  }

  /** The browser goes on by itself unless it has given up. */
  private broken(source: EventSource): void {
    this.say('away');
    if (source.readyState === EventSource.CLOSED) this.again();
  }

  private again(): void {
    this.source?.close();
    this.source = undefined;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.connect(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private close(): void {
    this.source?.close();
    this.source = undefined;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.hasBegun = false;
    this.say('connecting');
  }

  private say(status: LiveStatus): void {
    if (this.status === status) return;
    this.status = status;
    for (const watcher of this.watchers) watcher();
  }
}
