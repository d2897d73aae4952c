import { DomainError } from '../../../shared/domain/domain-error.js';
import { ProjectOption, SignedIn, SignIn } from '../domain/sign-in.js';
import { DEVELOPMENT_PRINCIPAL } from './development-authenticator.js';

/** In development mode everybody is signed in already. */
export class DevelopmentSignIn extends SignIn {
  readonly strategy = 'development';

  async find(): Promise<SignedIn> {
    const { userId, userName, projectId, projectName, roles, expiresAt } = DEVELOPMENT_PRINCIPAL;
    return {
      token: '',
      expiresAt,
      user: { id: userId, name: userName },
      project: { id: projectId, name: projectName },
      roles,
    };
  }

  async signIn(): Promise<SignedIn> {
    throw notNeeded();
  }

  async projects(): Promise<ProjectOption[]> {
    const { projectId: id, projectName: name } = DEVELOPMENT_PRINCIPAL;
    return [{ id, name, domain: 'default' }];
  }

  async enter(): Promise<SignedIn> {
    throw notNeeded();
  }

  async signOut(): Promise<void> {}
}

function notNeeded(): DomainError {
  return new DomainError('conflict', 'session.not_needed', 'In development mode nobody needs to sign in.');
}
