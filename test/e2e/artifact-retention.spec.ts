import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DatabaseSession } from '../../src/database/database-session.js';
import { ArtifactReferences } from '../../src/modules/artifacts/index.js';
import { ArtifactRecord } from '../../src/modules/artifacts/infrastructure/artifact.record.js';
import { ExecutionRecord } from '../../src/modules/executions/infrastructure/execution.record.js';
import { SweepExpired } from '../../src/modules/retention/index.js';
import { StackDeployments } from '../../src/modules/stacks/domain/stack-deployments.js';
import { RunArtifacts } from '../../src/modules/stations/application/run-artifacts.js';
import { ArtifactStore } from '../../src/shared/domain/artifact-store.js';
import { Clock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { Pipeline } from '../support/api-client.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { startService, TestService } from '../support/test-service.js';

const DAY_MS = 86_400_000;

describe('an artifact', () => {
  let service: TestService;
  let session: DatabaseSession;
  let clock: ShiftedClock;
  let store: ArtifactStore;
  let pipeline: Pipeline;
  let template: ExecutionRecord;

  beforeAll(async () => {
    clock = new ShiftedClock();
    service = await startService({
      environment: {
        SOLUM_RETENTION_ARTIFACT_DAYS: '30',
        SOLUM_RETENTION_KEEP_ARTIFACTS: '2',
        SOLUM_RETENTION_EXECUTION_DAYS: '0',
      },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    session = service.app.get(DatabaseSession, { strict: false });
    store = service.app.get(ArtifactStore, { strict: false });
  });

  beforeEach(async () => {
    pipeline = await service.api.createPipeline();
    await service.api.ended(pipeline.last_execution);
    template = await session.manager.findOneByOrFail(ExecutionRecord, { id: pipeline.last_execution });
  });

  afterAll(() => service.close());

  const sweep = () => service.app.get(SweepExpired, { strict: false }).execute();
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  const isThere = async (id: string) => (await store.find(id)) !== undefined;
  const directory = (digest: string) =>
    join(service.config.dataDir, 'artifacts', 'sha256', digest.slice(0, 2));

  async function put(content: string): Promise<string> {
    const file = join(service.config.dataDir, newId());
    await writeFile(file, content);
    return (await store.put(file, 'slug')).id;
  }

  async function unused(content: string = newId(), days = 31): Promise<string> {
    const id = await put(content);
    const usedAt = daysAgo(days).getTime();
    await session.run(() => session.writer.update(ArtifactRecord, { id }, { usedAt }));
    return id;
  }

  async function fileOf(id: string): Promise<string> {
    const { copy } = await session.manager.findOneByOrFail(ArtifactRecord, { id });
    const digest = id.slice('sha256:'.length);
    return join(directory(digest), `${digest}.${copy}`);
  }

  /** Built by an execution that ended so long ago. */
  async function builtBy(state: ExecutionRecord['state'], days: number | null): Promise<string> {
    const id = await unused();
    const at = daysAgo(days ?? 100);
    const row = { ...template, id: newId(), state, createdAt: at, endedAt: days === null ? null : at };
    await session.run(() => session.writer.insert(ExecutionRecord, row));
    await service.app.get(RunArtifacts, { strict: false }).use(row.id, id);
    await session.run(() =>
      session.writer.update(ArtifactRecord, { id }, { usedAt: daysAgo(100).getTime() }),
    );
    return id;
  }

  it('that nobody needs goes with its file some days after its last use', async () => {
    const [old, young] = [await unused(), await unused(newId(), 29)];
    const file = await fileOf(old);
    await sweep();
    expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
    expect(existsSync(file)).toBe(false);
    expect(await session.manager.existsBy(ArtifactRecord, { id: old })).toBe(false);
  });

  it('stays while its execution runs, for some days after that, and of the newest that succeeded', async () => {
    const kept = [
      await builtBy('RUNNING', null),
      await builtBy('ERROR', 29),
      await builtBy('SUCCESS', 50),
      await builtBy('SUCCESS', 40),
    ];
    const gone = [await builtBy('ERROR', 31), await builtBy('SUCCESS', 60)];
    await session.run(() => session.writer.delete(ExecutionRecord, { id: template.id }));
    await sweep();
    expect(await Promise.all(kept.map(isThere))).toEqual(kept.map(() => true));
    expect(await Promise.all(gone.map(isThere))).toEqual(gone.map(() => false));
  });

  it('stays while a stack may run it, and goes after what took its place runs for certain', async () => {
    const deployments = service.app.get(StackDeployments, { strict: false });
    const [before, after] = [await unused(), await unused()];
    const stackId = newId();
    const first = await deployments.want(stackId, before, clock.now());
    await deployments.take(first);
    await deployments.take(await deployments.want(stackId, after, clock.now()));
    await sweep();
    expect([await isThere(before), await isThere(after)]).toEqual([true, true]);
    const history = await deployments.historyOf(stackId);
    await deployments.release(
      stackId,
      history,
      history.deployments.filter(({ id }) => id === first.id),
    );
    await sweep();
    expect([await isThere(before), await isThere(after)]).toEqual([false, true]);
    await deployments.forget(stackId);
    await sweep();
    expect(await isThere(after)).toBe(false);
  });

  it('is not given up on the word of a history to which something was added since', async () => {
    const deployments = service.app.get(StackDeployments, { strict: false });
    const [artifact, stackId] = [await unused(), newId()];
    await deployments.take(await deployments.want(stackId, artifact, clock.now()));
    const history = await deployments.historyOf(stackId);
    await deployments.want(stackId, null, clock.now());
    await deployments.release(stackId, history, history.deployments);
    await sweep();
    expect(await isThere(artifact)).toBe(true);
    await deployments.forget(stackId);
  });

  it('stays where somebody begins to use it while the sweep looks at it', async () => {
    const [used, other] = [await unused(), await unused()];
    service.app.get(ArtifactReferences, { strict: false }).add(async (ids) => {
      if (ids.includes(used)) await store.use(used);
      return new Set();
    });
    await sweep();
    expect([await isThere(used), await isThere(other)]).toEqual([true, false]);
  });

  it('that leaves is not found any more, and may be stored anew at once: the rest of the removal leaves it alone', async () => {
    const content = newId();
    const id = await unused(content);
    const [formerFile, former] = [await fileOf(id), { state: 'leaving' as const }];
    await session.run(() => session.writer.update(ArtifactRecord, { id }, former));
    expect([await isThere(id), await store.use(id)]).toEqual([false, undefined]);
    expect(await put(content)).toBe(id);
    expect(await fileOf(id)).not.toBe(formerFile);
    await sweep();
    expect(await text(await store.open(id))).toBe(content);
  });

  it('that a killed sweep had leave goes with the next one', async () => {
    const id = await unused(newId(), 1);
    const file = await fileOf(id);
    await session.run(() => session.writer.update(ArtifactRecord, { id }, { state: 'leaving' }));
    await sweep();
    expect(existsSync(file)).toBe(false);
    expect(await session.manager.existsBy(ArtifactRecord, { id })).toBe(false);
  });

  it('whose file a killed process left without a row goes after a day, and nothing of before there were rows', async () => {
    const content = newId();
    const digest = createHash('sha256').update(content).digest('hex');
    const named = await put(newId());
    await mkdir(directory(digest), { recursive: true });
    const [stray, ancient] = [`${digest}.${newId()}`, digest].map((name) => join(directory(digest), name));
    for (const file of [stray, ancient]) await writeFile(file as string, content);
    clock.advance(DAY_MS / 2);
    await sweep();
    expect(existsSync(stray as string)).toBe(true);
    clock.advance(DAY_MS * 2);
    await sweep();
    expect([stray, ancient, await fileOf(named)].map((file) => existsSync(file as string))).toEqual([
      false,
      true,
      true,
    ]);
    expect(await text(await store.open(`sha256:${digest}`))).toBe(content);
  });
});
