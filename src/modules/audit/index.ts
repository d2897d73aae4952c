export { AuditTrail } from './application/audit-trail.js';
export { AuditModule } from './audit.module.js';
export { auditAnswers } from './http/audit-answers.js';
