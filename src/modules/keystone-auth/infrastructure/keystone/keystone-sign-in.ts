import { DomainError } from '../../../../shared/domain/domain-error.js';
import { ServiceRefusal, TokenRefused } from '../../../../shared/openstack/openstack-errors.js';
import { ProjectOption, SignedIn, SignIn, SignInCredentials } from '../../domain/sign-in.js';
import { IssuedToken } from './issued-token.js';
import { KeystoneClient } from './keystone-client.js';
import { projectsBody, read } from './keystone-wire.js';
import { TokenValidations } from './token-validations.js';

type Password = Extract<SignInCredentials, { method: 'password' }>;
type ProjectReference = { readonly id: string } | { readonly name: string; readonly domain: string };

const UNSCOPED = 'unscoped';

/**
 * Signing in against Keystone. A password is proved first and the project entered afterwards, as Keystone answers a wrong
 * password and a missing role alike. A token that another one has taken the place of is revoked.
 */
export class KeystoneSignIn extends SignIn {
  readonly strategy = 'keystone';

  constructor(
    private readonly keystone: KeystoneClient,
    private readonly validations: TokenValidations,
  ) {
    super();
  }

  async signIn(credentials: SignInCredentials): Promise<SignedIn> {
    if (credentials.method === 'token') return this.withProject(await this.known(credentials.token));
    if (credentials.method === 'application_credential') {
      const { id, secret } = credentials;
      const identity = { methods: [credentials.method], application_credential: { id, secret } };
      return signedIn(await this.issue({ identity }, [secret]));
    }
    const proven = signedIn(await this.byPassword(credentials));
    const { project } = credentials;
    return project ? this.replace(proven.token, project) : this.withProject(proven);
  }

  async find(token: string | undefined): Promise<SignedIn | undefined> {
    const facts = token && (await this.validations.of(token, false));
    return facts ? signedIn({ value: token, facts }) : undefined;
  }

  async projects(token: string): Promise<ProjectOption[]> {
    const { data } = await this.as(token, { method: 'GET', path: '/auth/projects' });
    return read(projectsBody, data)
      .projects.filter(({ enabled }) => enabled)
      .map(({ id, name, domain_id: domain }) => ({ id, name, domain }));
  }

  enter(token: string, projectId: string): Promise<SignedIn> {
    return this.replace(token, { id: projectId });
  }

  async signOut(token: string): Promise<void> {
    this.validations.forget(token);
    try {
      const headers = { 'X-Subject-Token': token };
      await this.keystone.as(token, { method: 'DELETE', path: '/auth/tokens', headers });
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
    }
  }

  /** In a project: theirs, the only one there is, or none where they have to choose. */
  private async withProject(user: SignedIn): Promise<SignedIn> {
    if (user.project) return user;
    const [first, ...others] = await this.projects(user.token);
    if (!first) throw noProject('You have no role in any project: ask whoever manages yours for one.');
    return others.length > 0 ? user : this.replace(user.token, { id: first.id });
  }

  private async known(token: string): Promise<SignedIn> {
    const found = await this.find(token);
    if (found) return found;
    throw refused('The token is not valid, or it has expired.');
  }

  private byPassword({ user: name, userDomain, password }: Password): Promise<IssuedToken> {
    const user = { name, password, domain: { name: userDomain } };
    return this.issue({ identity: { methods: ['password'], password: { user } }, scope: UNSCOPED }, [
      password,
    ]);
  }

  /** Throws `unauthenticated` (`session.refused`) where Keystone does not take it. */
  private async issue(auth: object, secrets: readonly string[]): Promise<IssuedToken> {
    try {
      return await this.keystone.issue(auth, false, secrets);
    } catch (error) {
      if (error instanceof TokenRefused) {
        throw refused('Keystone does not take these credentials: check each of them, also the domain.');
      }
      if (!(error instanceof ServiceRefusal)) throw error;
      throw refused(`Keystone refuses these credentials: ${error.explanation}`);
    }
  }

  private async replace(token: string, project: ProjectReference): Promise<SignedIn> {
    const scope = {
      project: 'id' in project ? project : { name: project.name, domain: { name: project.domain } },
    };
    const entered = await this.scoped(token, scope);
    await this.signOut(token).catch(() => {});
    return entered;
  }

  /** Keystone answers 401 both for a token that has ended and for a project without a role. */
  private async scoped(token: string, scope: object): Promise<SignedIn> {
    const identity = { methods: ['token'], token: { id: token } };
    try {
      return signedIn(await this.keystone.issue({ identity, scope }, false, [token]));
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      if (!(await this.find(token))) throw refused('The session has ended: sign in again.');
      if (error.status !== 401) throw noProject(`Keystone does not let you in there: ${error.explanation}`);
      throw noProject('You have no role in that project, or there is none of that name.');
    }
  }

  private async as(
    token: string,
    call: Parameters<KeystoneClient['as']>[1],
  ): ReturnType<KeystoneClient['as']> {
    try {
      return await this.keystone.as(token, call);
    } catch (error) {
      throw error instanceof TokenRefused ? refused('The session has ended: sign in again.') : error;
    }
  }
}

function signedIn({ value, facts }: Pick<IssuedToken, 'value' | 'facts'>): SignedIn {
  return {
    token: value,
    expiresAt: facts.expires_at,
    user: { id: facts.user.id, name: facts.user.name },
    project: facts.project ? { id: facts.project.id, name: facts.project.name } : null,
    roles: facts.roles.map(({ name }) => name),
  };
}

function refused(message: string): DomainError {
  return new DomainError('unauthenticated', 'session.refused', message);
}

function noProject(message: string): DomainError {
  return new DomainError('forbidden', 'session.no_project', message);
}
