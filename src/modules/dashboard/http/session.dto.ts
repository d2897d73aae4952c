import { IsIn, IsOptional, IsString, Length, ValidateIf } from 'class-validator';
import type { SignInCredentials } from '../../keystone-auth/index.js';

const METHODS = ['password', 'application_credential', 'token'] as const;
const LONGEST_NAME = 255;
const LONGEST_SECRET = 8192;

const of = (method: (typeof METHODS)[number]) => (request: SignInRequest) => request.method === method;

/** Credentials by one of three methods; which fields are wanted depends on it. */
export class SignInRequest {
  @IsIn(METHODS)
  method!: (typeof METHODS)[number];

  @ValidateIf(of('password'))
  @IsString()
  @Length(1, LONGEST_NAME)
  user!: string;

  @ValidateIf(of('password'))
  @IsString()
  @Length(1, LONGEST_NAME)
  user_domain!: string;

  @ValidateIf(of('password'))
  @IsString()
  @Length(1, LONGEST_SECRET)
  password!: string;

  /** Absent: the only one, or one that is chosen afterwards. */
  @ValidateIf(of('password'))
  @IsOptional()
  @IsString()
  @Length(1, LONGEST_NAME)
  project?: string;

  /** Absent: the user's. */
  @ValidateIf(of('password'))
  @IsOptional()
  @IsString()
  @Length(1, LONGEST_NAME)
  project_domain?: string;

  @ValidateIf(of('application_credential'))
  @IsString()
  @Length(1, LONGEST_NAME)
  id!: string;

  @ValidateIf(of('application_credential'))
  @IsString()
  @Length(1, LONGEST_SECRET)
  secret!: string;

  @ValidateIf(of('token'))
  @IsString()
  @Length(1, LONGEST_SECRET)
  token!: string;
}

export class ChooseProjectRequest {
  @IsString()
  @Length(1, 64)
  project_id!: string;
}

export function credentialsFrom(request: SignInRequest): SignInCredentials {
  const { method } = request;
  if (method === 'token') return { method, token: request.token };
  if (method === 'application_credential') return { method, id: request.id, secret: request.secret };
  const { user, user_domain: userDomain, password, project: name, project_domain: domain } = request;
  const project = name ? { name, domain: domain ?? userDomain } : undefined;
  return { method, user, userDomain, password, project };
}

/** Whom too many failures are counted for. */
export function subjectOf(credentials: SignInCredentials): string {
  if (credentials.method === 'password') return `${credentials.userDomain} ${credentials.user}`;
  return credentials.method === 'token' ? 'token' : credentials.id;
}
