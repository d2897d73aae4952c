import { type Event, EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';

/** Where something stands in a text, both from 1 on, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the value at `path` stands in a YAML document: its key, or the item of the list. Where the path leads to nothing it is
 * the nearest part above; undefined where the document is no YAML, or nothing of the path is in it.
 */
export function positionInYaml(text: string, path: readonly string[]): TextPosition | undefined {
  let events: Event[];
  try {
    events = parseEvents(text, {});
  } catch {
    return undefined;
  }
  const offset = new EventReader(text, events).offsetOf(path);
  return offset === undefined ? undefined : positionAt(text, offset);
}

export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Goes down a path through a document's events, and passes over what is not on it. */
class EventReader {
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  offsetOf(path: readonly string[]): number | undefined {
    while (this.events[this.next]?.type === EVENT_ID.DOCUMENT) this.next += 1;
    let nearest: number | undefined;
    for (const key of path) {
      const found = this.enter(key);
      if (found === undefined) return nearest;
      nearest = found;
    }
    return nearest;
  }

  /** Stands before the value of that key or index afterwards; undefined where there is none. */
  private enter(key: string): number | undefined {
    const parent = this.events[this.next];
    this.next += 1;
    if (parent?.type === EVENT_ID.MAPPING) return this.enterMapping(key);
    if (parent?.type === EVENT_ID.SEQUENCE) return this.enterSequence(Number(key));
    return undefined;
  }

  private enterMapping(key: string): number | undefined {
    for (let event = this.events[this.next]; isPart(event); event = this.events[this.next]) {
      const isWanted = event.type === EVENT_ID.SCALAR && getScalarValue(this.text, event) === key;
      this.pass();
      if (isWanted) return startOf(event);
      this.pass();
    }
    return undefined;
  }

  private enterSequence(index: number): number | undefined {
    for (let at = 0; at < index; at += 1) {
      if (!isPart(this.events[this.next])) return undefined;
      this.pass();
    }
    const event = this.events[this.next];
    return isPart(event) ? startOf(event) : undefined;
  }

  private pass(): void {
    let depth = 0;
    do {
      const type = this.events[this.next]?.type;
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
      if (type === EVENT_ID.POP) depth -= 1;
      this.next += 1;
    } while (depth > 0 && this.next < this.events.length);
  }
}

function isPart(event: Event | undefined): event is Exclude<Event, { type: typeof EVENT_ID.POP }> {
  return event !== undefined && event.type !== EVENT_ID.POP;
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return event.start;
  return event.type === EVENT_ID.ALIAS ? event.anchorStart : 0;
}
