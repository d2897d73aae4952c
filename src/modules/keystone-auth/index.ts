export { Delegations } from './domain/delegations.js';
export { Policy, type PolicyRule } from './domain/policy.js';
export type { Principal } from './domain/principal.js';
export { CurrentPrincipal, Public, Requires } from './http/auth.decorators.js';
export { KeystoneAuthModule } from './keystone-auth.module.js';
