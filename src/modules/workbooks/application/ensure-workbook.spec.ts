import { beforeEach, describe, expect, it } from '@jest/globals';
import { TestClock } from '../../../../test/support/test-clock.js';
import type { EngineScope, EngineWorkbook, WorkflowEngine } from '../../workflow-engine/index.js';
import { describeWorkbook } from '../../workflow-engine/index.js';
import { digestOf, Workbook } from '../domain/workbook.js';
import { WorkbookCatalogue } from '../domain/workbook-catalogue.js';
import { EnsureWorkbook } from './ensure-workbook.js';
import { FindWorkbook } from './find-workbook.js';
import { RecentWorkbooks } from './recent-workbooks.js';

const document = (action: string): string =>
  `---\nversion: '2.0'\nname: build\nworkflows:\n  main:\n    tasks:\n      only:\n        action: ${action}\n`;

class ReleasedCatalogue extends WorkbookCatalogue {
  constructor(private readonly definition: string) {
    super();
  }

  list(): readonly Workbook[] {
    const { definition } = this;
    const description = describeWorkbook(definition);
    const digest = digestOf(definition);
    return [{ name: description.name, origin: 'built-in', definition, digest, description, updatedAt: null }];
  }

  find(name: string): Workbook | undefined {
    return this.list().find((workbook) => workbook.name === name);
  }
}

describe('the workbook that a run takes', () => {
  const scope: EngineScope = { projectId: 'demo', token: async () => 'token' };
  let clock: TestClock;
  let kept: Map<string, EngineWorkbook>;
  let saved: number;

  beforeEach(() => {
    clock = new TestClock();
    kept = new Map();
    saved = 0;
  });

  const engine = {
    findWorkbook: async (_scope: EngineScope, name: string) => kept.get(name),
    saveWorkbook: async (_scope: EngineScope, definition: string) => {
      const at = new Date();
      const workbook = { name: 'build', definition, createdAt: at, updatedAt: at };
      saved += 1;
      kept.set(workbook.name, workbook);
      return workbook;
    },
    deleteWorkbook: async (_scope: EngineScope, name: string) => void kept.delete(name),
  } as unknown as WorkflowEngine;

  /** The service as one release has it. */
  function release(definition: string): EnsureWorkbook {
    const catalogue = new ReleasedCatalogue(definition);
    return new EnsureWorkbook(
      engine,
      catalogue,
      new FindWorkbook(engine, catalogue),
      new RecentWorkbooks(clock),
    );
  }

  const inTheEngine = (): string => kept.get('build')?.definition ?? '';

  it('is put into the engine from the catalogue where it is missing, once', async () => {
    const first = await release(document('std.noop')).execute(scope, 'build');
    const second = await release(document('std.noop')).execute(scope, 'build');
    expect(inTheEngine()).toContain(document('std.noop'));
    expect(second.digest).toBe(first.digest);
    expect(saved).toBe(1);
  });

  it('follows the catalogue of the next release', async () => {
    await release(document('std.noop')).create(scope, 'build');
    const { definition } = await release(document('std.fail')).execute(scope, 'build');
    expect(definition).toContain(document('std.fail'));
    expect(inTheEngine()).toBe(definition);
  });

  it('stays what the user made of it', async () => {
    await release(document('std.noop')).create(scope, 'build');
    const edited = inTheEngine().replace('only:', 'mine:');
    await engine.saveWorkbook(scope, edited);
    const { definition } = await release(document('std.fail')).execute(scope, 'build');
    expect(definition).toBe(edited);
    expect(inTheEngine()).toBe(edited);
  });

  it('stays the project’s own where the user wrote it', async () => {
    await engine.saveWorkbook(scope, document('std.echo output=mine'));
    await release(document('std.fail')).execute(scope, 'build');
    expect(inTheEngine()).toBe(document('std.echo output=mine'));
  });

  it.each([
    ['nothing', 'create', async () => {}],
    ['the copy of this release', 'none', () => release(document('std.noop')).create(scope, 'build')],
    ['the copy of an earlier release', 'update', () => release(document('std.fail')).create(scope, 'build')],
    ['the user’s own', 'none', () => engine.saveWorkbook(scope, document('std.echo output=mine'))],
  ])('is foreseen where the engine has %s: %s, and nothing is done for it', async (_, change, arrange) => {
    await arrange();
    const [before, savedBefore] = [inTheEngine(), saved];
    const foreseen = await release(document('std.noop')).foresee(scope, 'build');
    expect([inTheEngine(), saved]).toEqual([before, savedBefore]);
    const taken = await release(document('std.noop')).execute(scope, 'build');
    expect(foreseen).toEqual({ change, workbook: { ...taken, updatedAt: foreseen.workbook.updatedAt } });
  });

  it('is not_found where neither engine nor catalogue has it', async () => {
    const refusal = { kind: 'not_found', code: 'workbook.not_found' };
    await expect(release(document('std.noop')).execute(scope, 'other')).rejects.toMatchObject(refusal);
    await expect(release(document('std.noop')).foresee(scope, 'other')).rejects.toMatchObject(refusal);
  });

  it('is taken away with the pipeline also after an update of the service, but not after an edit', async () => {
    await release(document('std.noop')).create(scope, 'build');
    await release(document('std.fail')).undo(scope, 'build');
    expect(kept.size).toBe(0);
    await release(document('std.noop')).create(scope, 'build');
    await engine.saveWorkbook(scope, `${inTheEngine()}# mine\n`);
    await release(document('std.noop')).undo(scope, 'build');
    expect(kept.size).toBe(1);
  });

  describe('is remembered for ten seconds', () => {
    it('for its own project only', async () => {
      const workbooks = release(document('std.noop'));
      expect(workbooks.recently(scope, 'build')).toBeUndefined();
      const found = await workbooks.execute(scope, 'build');
      clock.advance(9_999);
      expect(workbooks.recently(scope, 'build')).toBe(found);
      expect(workbooks.recently({ ...scope, projectId: 'demo2' }, 'build')).toBeUndefined();
      clock.advance(1);
      expect(workbooks.recently(scope, 'build')).toBeUndefined();
    });

    it('unless it is changed, also in the moment when it is asked for', async () => {
      const workbooks = release(document('std.noop'));
      await workbooks.execute(scope, 'build');
      await workbooks.undo(scope, 'build');
      expect(workbooks.recently(scope, 'build')).toBeUndefined();
      await Promise.all([workbooks.execute(scope, 'build'), workbooks.create(scope, 'build')]);
      expect(workbooks.recently(scope, 'build')).toBeUndefined();
    });
  });
});
