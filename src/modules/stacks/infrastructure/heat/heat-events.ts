import { StackEvent, StackScope } from '../../domain/stack-provider.js';
import { HeatApi, HeatEvent, StackRef } from './heat-api.js';

const PAGE = 100;
/** Heat keeps a thousand events of a stack (max_events_per_stack). */
const MOST_PAGES = 10;
/** What Heat says where it has nothing to say. */
const NO_REASON = 'state changed';

/** Tells what Heat did to one stack since the change under way began, each step once. */
export class HeatEvents {
  private last: string | undefined;

  constructor(
    private readonly api: HeatApi,
    private readonly scope: StackScope,
    private readonly ref: StackRef,
  ) {}

  /** The steps since the last call; the first call goes back to the beginning of the change. */
  async next(): Promise<readonly StackEvent[]> {
    const events =
      this.last === undefined
        ? await sinceBeginning(this.api, this.scope, this.ref)
        : await this.after(this.last);
    this.last = events.at(-1)?.id ?? this.last;
    return events.map(stepOf);
  }

  private async after(marker: string): Promise<readonly HeatEvent[]> {
    const events: HeatEvent[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const from = events.at(-1)?.id ?? marker;
      const more = await this.api.events(this.scope, this.ref, { order: 'asc', limit: PAGE, marker: from });
      events.push(...more);
      if (more.length < PAGE) break;
    }
    return events;
  }
}

/** Why the last update failed, where Heat still knows. */
export async function failureOf(api: HeatApi, scope: StackScope, ref: StackRef): Promise<string | null> {
  const events = await sinceBeginning(api, scope, ref);
  const failure = events.find((event) => isOfStack(event, ref) && event.resource_status === 'UPDATE_FAILED');
  return failure?.resource_status_reason ?? null;
}

/** A rollback belongs to the update that it undoes. */
async function sinceBeginning(api: HeatApi, scope: StackScope, ref: StackRef): Promise<readonly HeatEvent[]> {
  const latest: HeatEvent[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = await api.events(scope, ref, { order: 'desc', limit: PAGE, marker: latest.at(-1)?.id });
    latest.push(...more);
    const beginning = latest.findIndex((event) => isBeginning(event, ref));
    if (beginning >= 0) return latest.slice(0, beginning + 1).reverse();
    if (more.length < PAGE) break;
  }
  return latest.reverse();
}

function isBeginning(event: HeatEvent, ref: StackRef): boolean {
  const { resource_status: status } = event;
  return isOfStack(event, ref) && status.endsWith('_IN_PROGRESS') && !status.startsWith('ROLLBACK');
}

/** The stack's own events are those of a resource that is the stack. */
function isOfStack({ physical_resource_id, resource_name }: HeatEvent, { id, name }: StackRef): boolean {
  return physical_resource_id === id && resource_name === name;
}

function stepOf({
  event_time,
  resource_name,
  resource_status,
  resource_status_reason: reason,
}: HeatEvent): StackEvent {
  return {
    at: new Date(event_time),
    resource: resource_name,
    status: resource_status,
    reason: reason === NO_REASON || !reason ? null : reason,
  };
}
