export { DashboardModule } from './dashboard.module.js';
export { serveDashboard } from './http/serve-dashboard.js';
