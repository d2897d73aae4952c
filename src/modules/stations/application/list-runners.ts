import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import type { BuildableFormat, Runner } from '../domain/runner.js';
import { type WorkerPresence, WorkerPresences } from '../domain/worker-presences.js';
import { SILENCE_MS } from './announce-worker.js';

/** The same on several workers, counted. Workers are not named: tenants need not know an operator's machines. */
export interface FoundRunner extends Runner {
  readonly workers: number;
}

export interface FoundFormat {
  readonly format: BuildableFormat;
  /** What builds it: container tools by name; none for what the service packs itself. */
  readonly tools: readonly string[];
  readonly workers: number;
}

export interface FoundRunners {
  readonly runners: readonly FoundRunner[];
  readonly imageFormats: readonly FoundFormat[];
}

@Injectable()
export class ListRunners {
  constructor(
    private readonly presences: WorkerPresences,
    private readonly clock: Clock,
  ) {}

  /** What the workers of all processes have that can work now. */
  async execute(): Promise<FoundRunners> {
    const present = await this.presences.seenSince(this.clock.after(-SILENCE_MS));
    return { runners: countedRunners(present), imageFormats: countedFormats(present) };
  }
}

function countedRunners(present: readonly WorkerPresence[]): FoundRunner[] {
  const found = new Map<string, FoundRunner>();
  for (const { kind, name, labels } of present.flatMap(({ runners }) => runners)) {
    const key = JSON.stringify([kind, name, labels]);
    found.set(key, { kind, name, labels, workers: (found.get(key)?.workers ?? 0) + 1 });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, runner]) => runner);
}

function countedFormats(present: readonly WorkerPresence[]): FoundFormat[] {
  const formats = [...new Set(present.flatMap(({ imageFormats }) => imageFormats))].sort();
  return formats.map((format) => {
    const able = present.filter(({ imageFormats }) => imageFormats.includes(format));
    return { format, tools: format === 'oci' ? containerTools(able) : [], workers: able.length };
  });
}

function containerTools(workers: readonly WorkerPresence[]): string[] {
  const builders = workers.flatMap(({ runners }) => runners).filter(({ kind }) => kind === 'container');
  return [...new Set(builders.map(({ name }) => name))].sort();
}
