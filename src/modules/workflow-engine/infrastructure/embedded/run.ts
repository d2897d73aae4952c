import { readKept, writeKept } from '../../domain/exact-json/index.js';
import { RunState, State } from '../../domain/interpreter/index.js';

/** Which run it is, and which of its states. */
export interface RunVersion {
  readonly id: string;
  readonly projectId: string;
  readonly definitionDigest: string;
  /** Counts its steps. */
  readonly version: number;
}

/** What can be told of a state without reading it. */
export interface RunSummary {
  /** Of the root execution. */
  readonly root: State;
  /** When the first of its timers falls due, in milliseconds since the epoch. */
  readonly nextTimer: number | null;
}

/**
 * A run as it stands in the database, as a state or as the text of one: a large text is not read where nobody looks
 * into it.
 */
export class Run implements RunVersion, RunSummary {
  readonly id: string;
  readonly projectId: string;
  readonly definitionDigest: string;
  readonly version: number;
  readonly root: State;
  readonly nextTimer: number | null;
  /** Characters of its document. */
  readonly size: number;

  private constructor(
    { id, projectId, definitionDigest, version }: RunVersion,
    { root, nextTimer }: RunSummary,
    document: string,
    private known: RunState | undefined,
  ) {
    this.id = id;
    this.projectId = projectId;
    this.definitionDigest = definitionDigest;
    this.version = version;
    this.root = root;
    this.nextTimer = nextTimer;
    this.size = document.length;
    this.text = known ? undefined : document;
  }

  private readonly text: string | undefined;

  static ofState(version: RunVersion, state: RunState, document: string): Run {
    return new Run(version, summaryOf(state), document, state);
  }

  static ofDocument(version: RunVersion, summary: RunSummary, document: string): Run {
    return new Run(version, summary, document, undefined);
  }

  /** Whoever changes it lets go of the run. */
  get state(): RunState {
    this.known ??= readKept(this.text ?? '') as RunState;
    return this.known;
  }

  get document(): string {
    return this.text ?? writeKept(this.known);
  }
}

export function summaryOf(state: RunState): RunSummary {
  return { root: state.executions[state.rootId]?.state ?? 'ERROR', nextTimer: firstTimer(state) };
}

function firstTimer(state: RunState): number | null {
  let first: number | null = null;
  for (const { at } of Object.values(state.timers)) if (first === null || at < first) first = at;
  return first;
}
