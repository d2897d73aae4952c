import { Core } from './0001-core.js';
import { WorkflowEngine } from './0002-workflow-engine.js';
import { Stacks } from './0003-stacks.js';
import { Stations } from './0004-stations.js';
import { Delegations } from './0005-delegations.js';
import { Hindrances } from './0006-hindrances.js';
import { EngineDefinitions } from './0007-engine-definitions.js';
import { Deliveries } from './0008-deliveries.js';
import { ExecutionControl } from './0009-execution-control.js';
import { Events } from './0010-events.js';
import { Secrets } from './0011-secrets.js';
import { Schedules } from './0012-schedules.js';
import { CommitStatuses } from './0013-commit-statuses.js';
import { ConcurrencyAndApprovals } from './0016-concurrency-and-approvals.js';
import { RepositoryPolls } from './0018-repository-polls.js';
import { Retention } from './0017-retention.js';
import { Workers } from './0019-workers.js';
import { Artifacts } from './0040-artifacts.js';
import { LanguagePacks } from './0050-language-packs.js';

/** In order; a migration that has landed is never edited. */
export const migrations = [
  Core,
  WorkflowEngine,
  Stacks,
  Stations,
  Delegations,
  Hindrances,
  EngineDefinitions,
  Deliveries,
  ExecutionControl,
  Events,
  Secrets,
  Schedules,
  CommitStatuses,
  ConcurrencyAndApprovals,
  RepositoryPolls,
  Retention,
  Workers,
  Artifacts,
  LanguagePacks,
];
