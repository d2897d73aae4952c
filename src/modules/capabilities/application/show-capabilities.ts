import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../../../shared/domain/bounded-map.js';
import { Clock } from '../../../shared/domain/clock.js';
import { SingleFlight } from '../../../shared/domain/single-flight.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FindLanguagePack } from '../../language-packs/index.js';
import { TemplateCatalogue } from '../../stacks/index.js';
import { ListRunners, StationRegistry } from '../../stations/index.js';
import { GitHosts } from '../../triggers/index.js';
import type { Capabilities } from './capabilities.js';
import { Dependencies } from './dependencies.js';

const KEPT_MS = 5_000;
const MOST_PROJECTS = 200;

/** Puts together what each module says of itself; the same for all of a project, and kept for some seconds. */
@Injectable()
export class ShowCapabilities {
  private readonly kept = new BoundedMap<string, { until: Date; capabilities: Capabilities }>(MOST_PROJECTS);
  private readonly flights = new SingleFlight<string, Capabilities>();

  constructor(
    private readonly dependencies: Dependencies,
    private readonly languagePacks: FindLanguagePack,
    private readonly stations: StationRegistry,
    private readonly listRunners: ListRunners,
    private readonly templates: TemplateCatalogue,
    private readonly gitHosts: GitHosts,
    private readonly clock: Clock,
  ) {}

  async execute(principal: Principal): Promise<Capabilities> {
    const { projectId } = principal;
    const kept = this.kept.get(projectId);
    if (kept && kept.until > this.clock.now()) return kept.capabilities;
    return this.flights.join(projectId, async () => {
      const capabilities = await this.collect(principal);
      this.kept.set(projectId, { until: this.clock.after(KEPT_MS), capabilities });
      return capabilities;
    });
  }

  private async collect(principal: Principal): Promise<Capabilities> {
    const [engine, workbooks, stacks, found, languagePacks] = await Promise.all([
      this.dependencies.engine(),
      this.dependencies.workbooks(principal),
      this.dependencies.stacks(),
      this.listRunners.execute(),
      this.languagePacks.all(principal.projectId),
    ]);
    return {
      engines: [engine],
      workbooks,
      languagePacks,
      stations: this.stations.describe(),
      ...found,
      stackProviders: [stacks],
      stackTemplates: this.templates.list(),
      gitHosts: this.gitHosts.names,
    };
  }
}
