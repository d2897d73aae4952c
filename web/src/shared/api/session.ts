import { queryOptions } from '@tanstack/react-query';
import { DASHBOARD_HEADER, SolumError, SolumUnreachableError } from './client.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Project extends Named {
  readonly domain: string;
}

/** Who is signed in, to which project. */
export interface Session {
  readonly strategy: 'development' | 'keystone';
  readonly signed_in: boolean;
  readonly user: Named | null;
  /** Null until one of several projects has been chosen. */
  readonly project: Named | null;
  readonly roles: readonly string[];
  /** Names of the policy's rules that the user passes in this project. */
  readonly rules: readonly string[];
  readonly expires_at: string | null;
}

export type Credentials =
  | {
      method: 'password';
      user: string;
      user_domain: string;
      password: string;
      project?: string;
      project_domain?: string;
    }
  | { method: 'application_credential'; id: string; secret: string }
  | { method: 'token'; token: string };

/** As it is once somebody has signed out. */
export const nobody = (session: Session): Session => ({
  ...session,
  signed_in: false,
  user: null,
  project: null,
  roles: [],
  rules: [],
  expires_at: null,
});

const SESSION = '/dashboard/session';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call<Session>('GET', SESSION),
  staleTime: 5 * 60_000,
});

export const projectsQuery = queryOptions({
  queryKey: ['session', 'projects'],
  queryFn: () => call<Project[]>('GET', `${SESSION}/projects`),
  staleTime: 5 * 60_000,
});

export const signIn = (credentials: Credentials): Promise<Session> => call('POST', SESSION, credentials);

export const chooseProject = (projectId: string): Promise<Session> =>
  call('PUT', `${SESSION}/project`, { project_id: projectId });

export const signOut = (): Promise<void> => call('DELETE', SESSION);

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { ...DASHBOARD_HEADER, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new SolumUnreachableError(window.location.href, error);
  });
  if (!response.ok) throw await SolumError.of(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
