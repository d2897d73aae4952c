import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { EventRecord } from '../../src/modules/events/index.js';
import { AccessLog } from '../../src/modules/keystone-auth/index.js';
import { ChooseLanguagePack, FindLanguagePack } from '../../src/modules/language-packs/index.js';
import { FileLanguagePackCatalogue } from '../../src/modules/language-packs/infrastructure/file-language-pack-catalogue.js';
import { LanguagePackRecord } from '../../src/modules/language-packs/infrastructure/language-pack.record.js';
import { TypeOrmLanguagePacks } from '../../src/modules/language-packs/infrastructure/typeorm-language-packs.js';
import { ApprovalRecord } from '../../src/modules/stations/infrastructure/approval.record.js';
import { JobRecord } from '../../src/modules/stations/index.js';
import { FunctionalTest } from '../../src/modules/stations/application/stations/functional-test.js';
import { ImageBuild } from '../../src/modules/stations/application/stations/image-build.js';
import { PackWork } from '../../src/modules/stations/application/stations/pack-work.js';
import { SourceWork } from '../../src/modules/stations/application/stations/source-work.js';
import { StackCheck } from '../../src/modules/stations/application/stations/stack-check.js';
import { StackUpdate } from '../../src/modules/stations/application/stations/stack-update.js';
import { UnitTest } from '../../src/modules/stations/application/stations/unit-test.js';
import { Station } from '../../src/modules/stations/domain/station.js';
import { DirectorySourceRoots } from '../../src/modules/stations/infrastructure/directory-source-roots.js';
import { GitSources } from '../../src/modules/stations/infrastructure/git-sources.js';
import { SandboxedCommands } from '../../src/modules/stations/infrastructure/sandboxed-commands.js';
import { TarSlugBuilder } from '../../src/modules/stations/infrastructure/tar-slug-builder.js';
import { ToolContainerBuilder } from '../../src/modules/stations/infrastructure/tool-container-builder.js';
import type { ActionResult } from '../../src/modules/workflow-engine/index.js';
import { RunArtifacts } from '../../src/modules/stations/application/run-artifacts.js';
import { ExecutionArtifactRecord } from '../../src/modules/stations/infrastructure/execution-artifact.record.js';
import { TypeOrmExecutionArtifacts } from '../../src/modules/stations/infrastructure/typeorm-execution-artifacts.js';
import { ArtifactStore } from '../../src/shared/domain/artifact-store.js';
import { newId } from '../../src/shared/domain/ids.js';
import { detectSandbox } from '../../src/shared/process/sandbox.js';
import { ArtifactRecord, artifactStore } from '../support/artifacts.js';
import { FakeStackProvider } from '../support/fake-stack-provider.js';
import { GitRepository } from '../support/git-repository.js';
import { RigOptions, StationRig, stationRig } from '../support/station-rig.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const PROTOCOLS = ['file'];

/** The stations themselves, on real repositories, real processes and a real artifact store; only the stacks are fake. */
export class StationWork {
  scratch!: ScratchDatabase;
  artifacts!: ArtifactStore;
  stacks = new FakeStackProvider();
  repository!: GitRepository;
  private database!: OpenDatabase;
  private rigs: StationRig[] = [];

  /** Registers the hooks of the suite that calls it. */
  constructor() {
    beforeAll(async () => {
      this.scratch = await scratchDatabase();
      this.database = await openDatabase(this.scratch, [
        ApprovalRecord,
        ArtifactRecord,
        EventRecord,
        ExecutionArtifactRecord,
        JobRecord,
        LanguagePackRecord,
      ]);
      this.artifacts = artifactStore(this.database.session, this.scratch.dataDir);
    });
    beforeEach(async () => {
      this.stacks = new FakeStackProvider();
      this.repository = await GitRepository.make(join(this.scratch.dataDir, 'repositories', randomUUID()));
      this.rigs = [];
    });
    afterEach(async () => {
      await Promise.all(this.rigs.map(({ worker }) => worker.stop()));
      await this.database.session.run(() => this.database.session.writer.clear(JobRecord));
    });
    afterAll(async () => {
      await this.database.close();
      await this.scratch.drop();
    });
  }

  service(over: Partial<RigOptions> = {}): StationRig {
    const { dataDir } = this.scratch;
    const stations = this.stations();
    const rig = stationRig({ session: this.database.session, dataDir, stations, ...over });
    rig.cancelJobs.listen();
    rig.worker.start();
    this.rigs.push(rig);
    return rig;
  }

  /** Orders, waits for the end and answers what the engine was told, and the log. */
  async result(rig: StationRig, station: string, input: object, executionId = rig.contexts.begin()) {
    const taskId = newId();
    const action = await rig.order(station, input, executionId, taskId);
    const { state, output } = await until<ActionResult | false>(() => rig.engine.of(action)[0] ?? false);
    return { state, output, log: await this.logOf(rig, executionId, taskId) };
  }

  async logOf(rig: StationRig, executionId: string, taskId: string): Promise<string> {
    const log = await rig.readTaskLog.execute(executionId, taskId);
    return log ? text(log.read(0, log.size)) : '';
  }

  private stations(): Station[] {
    const sandbox = () => detectSandbox('auto', [this.scratch.dataDir]);
    const settings = { concurrency: 2, leaseMs: 30_000, timeoutMs: 600_000 };
    const work = new SourceWork(new GitSources(PROTOCOLS, sandbox), new SandboxedCommands(sandbox, settings));
    const { session } = this.database;
    const artifacts = new RunArtifacts(this.artifacts, new TypeOrmExecutionArtifacts(session), session);
    const builders = { slug: new TarSlugBuilder(), container: new ToolContainerBuilder(sandbox) };
    const find = new FindLanguagePack(
      new TypeOrmLanguagePacks(session),
      new FileLanguagePackCatalogue('etc/language-packs'),
      new AccessLog(),
    );
    const packs = new PackWork(new ChooseLanguagePack(find), new DirectorySourceRoots());
    return [
      new UnitTest(PROTOCOLS, work, packs),
      new FunctionalTest(PROTOCOLS, work),
      new ImageBuild(PROTOCOLS, work, builders, artifacts, packs),
      new StackUpdate(this.stacks, artifacts),
      new StackCheck(this.stacks),
    ] as Station[];
  }
}
