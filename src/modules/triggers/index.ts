export { type Rejudged, RejudgeDelivery } from './application/rejudge-delivery.js';
export { type GitHostName, GIT_HOSTS, GitHosts } from './domain/git-host.js';
export { TriggersModule } from './triggers.module.js';
