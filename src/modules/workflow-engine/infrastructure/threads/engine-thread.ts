// A thread that does for the engine what would hold the process up: one job at a time, until it is ended.
import { parentPort } from 'node:worker_threads';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { newId } from '../../../../shared/domain/ids.js';
import { SystemClock } from '../../../../shared/domain/clock.js';
import { readKept, writeKept } from '../../domain/exact-json/index.js';
import { LruCache } from '../../domain/expressions/lru-cache.js';
import {
  ActionCatalogue,
  ActionSignature,
  advance,
  Definition,
  InterpreterDependencies,
  RunEvent,
  RunState,
  StartRequest,
  startRun,
  Step,
} from '../../domain/interpreter/index.js';
import { Parameter, parseWorkbook } from '../../domain/language/index.js';
import { ActionRegistry, standardActions } from '../actions/action-registry.js';
import { summaryOf } from '../embedded/run.js';
import { started } from '../embedded/started.js';
import { simulate } from '../fake/simulate.js';
import type {
  SignatureData,
  StartJob,
  StepJob,
  StepThere,
  ThreadJob,
  ThreadMessage,
  ThrownThere,
} from './thread-job.js';

const KEPT = 20;

const definitions = new LruCache<Definition>(KEPT);
const standard = new ActionRegistry(standardActions(new SystemClock()));

/** The actions of the engine that asks, as far as the interpreter looks at them. */
class Signatures extends ActionCatalogue {
  private readonly byName: ReadonlyMap<string, ActionSignature>;

  constructor(signatures: readonly SignatureData[]) {
    super();
    this.byName = new Map(signatures.map((data) => [data.name, signatureOf(data)]));
  }

  override find(name: string): ActionSignature | undefined {
    return this.byName.get(name);
  }
}

function signatureOf({ parameters, computes, ...data }: SignatureData): ActionSignature {
  const own = standard.find(data.name);
  return {
    ...data,
    parameters: readKept(parameters) as Parameter[],
    refuse: (input) => own?.refuse?.(input),
    compute: (input) => (computes ? own?.compute?.(input) : undefined),
  };
}

function dependencies({
  definition,
  definitionDigest,
  signatures,
  limits,
  now,
}: StepJob | StartJob): InterpreterDependencies {
  const parsed = definitions.get(
    definitionDigest,
    () => new Definition((JSON.parse(definition) as string[]).map(parseWorkbook)),
  );
  return { definition: parsed, actions: new Signatures(signatures), now: () => new Date(now), newId, limits };
}

function written({ state, effects }: Step): StepThere {
  return { ...summaryOf(state), document: writeKept(state), effects: writeKept(effects) };
}

async function done(job: ThreadJob): Promise<unknown> {
  switch (job.kind) {
    case 'step': {
      const events = readKept(job.events) as RunEvent[];
      return written(advance(readKept(job.document) as RunState, events, dependencies(job)));
    }
    case 'start': {
      const request = readKept(job.request) as StartRequest;
      return written(await started(() => startRun(request, dependencies(job))));
    }
    case 'dry_run':
      return simulate(job.request, { limits: job.limits });
  }
}

function thrown(error: Error): ThrownThere {
  const { message } = error;
  if (!(error instanceof DomainError)) return { message };
  const { kind, code, errors } = error;
  return { message, domain: { kind, code, errors } };
}

parentPort?.on('message', (job: ThreadJob) => {
  void done(job)
    .then(
      (answer): ThreadMessage => ({ answer }),
      (error: Error): ThreadMessage => ({ thrown: thrown(error) }),
    )
    .then((message) => parentPort?.postMessage(message));
});
