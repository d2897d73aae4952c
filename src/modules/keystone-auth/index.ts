export { Authenticator } from './domain/authenticator.js';
export { type DelegationChange, DelegationChanges } from './domain/delegation-changes.js';
export { type Delegation, Delegations, type DelegationStatus } from './domain/delegations.js';
export { Policy, type PolicyRule } from './domain/policy.js';
export type { Principal } from './domain/principal.js';
export { CurrentPrincipal, Public, Requires } from './http/auth.decorators.js';
export { KeystoneAuthModule } from './keystone-auth.module.js';
