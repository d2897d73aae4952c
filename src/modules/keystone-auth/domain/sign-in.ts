/** What somebody proves with who they are. */
export type SignInCredentials =
  | {
      readonly method: 'password';
      readonly user: string;
      readonly userDomain: string;
      readonly password: string;
      /** Undefined: the user's only one, or one is chosen later. */
      readonly project?: { readonly name: string; readonly domain: string } | undefined;
    }
  | { readonly method: 'application_credential'; readonly id: string; readonly secret: string }
  | { readonly method: 'token'; readonly token: string };

/** Somebody who is signed in, and the token that says so. */
export interface SignedIn {
  /** Never logged, and in no answer. */
  readonly token: string;
  readonly expiresAt: Date | null;
  readonly user: { readonly id: string; readonly name: string };
  /** Null until one of several is chosen. */
  readonly project: { readonly id: string; readonly name: string } | null;
  readonly roles: readonly string[];
}

export interface ProjectOption {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/**
 * The port to signing in for people whose browser cannot ask the identity service itself. Every call throws `unavailable`
 * while that is away. Nothing is kept here: the token is the session.
 */
export abstract class SignIn {
  /** How users prove who they are; `development`: they need not. */
  abstract readonly strategy: 'development' | 'keystone';

  /**
   * Throws `unauthenticated` (`session.refused`) for credentials that are not good, `forbidden` (`session.no_project`) where
   * the user has no role in any project, or none in the one they name.
   */
  abstract signIn(credentials: SignInCredentials): Promise<SignedIn>;

  /** Whose session it is; undefined where the token is missing, not valid, or has expired. */
  abstract find(token: string | undefined): Promise<SignedIn | undefined>;

  /** The projects that the token's user may enter. */
  abstract projects(token: string): Promise<ProjectOption[]>;

  /** The same user in another project, by a token that takes the place of this one. Throws as `signIn`. */
  abstract enter(token: string, projectId: string): Promise<SignedIn>;

  /** The token is worth nothing from now on; it may be worth nothing already. */
  abstract signOut(token: string): Promise<void>;
}
