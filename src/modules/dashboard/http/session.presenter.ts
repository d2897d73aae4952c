import type { Policy, SignedIn, SignIn } from '../../keystone-auth/index.js';

/** Who is signed in. The token stays in the cookie. */
export interface SessionResponse {
  readonly strategy: SignIn['strategy'];
  readonly signed_in: boolean;
  readonly user: { readonly id: string; readonly name: string } | null;
  /** Null until one of several has been chosen. */
  readonly project: { readonly id: string; readonly name: string } | null;
  readonly roles: readonly string[];
  /** The policy's rules that the user passes: what a page need not offer is seen by it. */
  readonly rules: readonly string[];
  readonly expires_at: string | null;
}

export function presentSession(
  strategy: SignIn['strategy'],
  signedIn: SignedIn | undefined,
  policy: Policy,
): SessionResponse {
  if (!signedIn) {
    return { strategy, signed_in: false, user: null, project: null, roles: [], rules: [], expires_at: null };
  }
  const { user, project, roles, expiresAt } = signedIn;
  return {
    strategy,
    signed_in: true,
    user,
    project,
    roles,
    rules: project ? policy.passedBy(signedIn) : [],
    expires_at: expiresAt?.toISOString() ?? null,
  };
}
