import { createParamDecorator, CustomDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import { PolicyRule } from '../domain/policy.js';
import { Identity, Principal } from '../domain/principal.js';

export const RULE = 'solum:policy-rule';
export const PUBLIC = Symbol('public');

export interface AuthenticatedRequest {
  principal?: Principal;
  /** Who asks, whether the policy lets them or not; absent where nobody was authenticated. */
  identity?: Identity;
  /** The operation's id in the API's document. */
  operation?: string;
  /** The rule that guards it. */
  rule?: PolicyRule;
}

/** The policy rule that the caller must pass. A route with neither this nor `Public` is denied to everybody. */
export const Requires = (rule: PolicyRule): CustomDecorator => SetMetadata(RULE, rule);

/** Nobody is authenticated here; the route checks its own credential, or needs none. */
export const Public = (): CustomDecorator => SetMetadata(RULE, PUBLIC);

export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('CurrentPrincipal was used on a public route.');
  return principal;
});
