export { CommitStatusesModule } from './commit-statuses.module.js';
