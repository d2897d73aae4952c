import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { SolumError } from '../../shared/api/client.js';
import { type Credentials, type Session, signIn } from '../../shared/api/session.js';
import { Button, ErrorNotice, Tabs, TextArea, TextField } from '../../shared/ui/index.js';
import styles from './sign-in.module.css';

type Method = Credentials['method'];

/** The three ways to prove to Keystone who one is. What was typed stays where one of them fails. */
export function SignInForm({ onDone }: { onDone: (session: Session) => void }): ReactNode {
  const [method, setMethod] = useState<Method>('password');
  const { mutate, isPending, error, reset } = useMutation({ mutationFn: signIn, onSuccess: onDone });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    mutate(credentialsFrom(method, new FormData(event.currentTarget)));
  };
  const form = (fields: ReactNode): ReactNode => (
    <form className={styles.form} onSubmit={submit}>
      {fields}
      {error && <ErrorNotice error={error} title={titleOf(error)} />}
      <Button type="submit" variant="primary" busy={isPending}>
        Sign in
      </Button>
    </form>
  );
  const change = (next: string): void => {
    reset();
    setMethod(next as Method);
  };
  return (
    <Tabs
      label="How to sign in"
      value={method}
      onChange={change}
      tabs={[
        { id: 'password', label: 'Password', content: form(<PasswordFields />) },
        {
          id: 'application_credential',
          label: 'Application credential',
          content: form(<CredentialFields />),
        },
        { id: 'token', label: 'Token', content: form(<TokenFields />) },
      ]}
    />
  );
}

function PasswordFields(): ReactNode {
  return (
    <>
      <TextField label="User" name="user" autoComplete="username" required autoFocus />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <TextField label="Domain" name="user_domain" defaultValue="Default" required hint="Of the user." />
      <TextField label="Project" name="project" hint="Left empty, you choose among yours." />
    </>
  );
}

function CredentialFields(): ReactNode {
  return (
    <>
      <TextField label="Id" name="id" autoComplete="off" required />
      <TextField label="Secret" name="secret" type="password" autoComplete="off" required />
      <p className={styles.hint}>
        Made by <code>openstack application credential create</code>. It belongs to one project. Pipelines
        that you create need one that is unrestricted, as the service then acts for you.
      </p>
    </>
  );
}

function TokenFields(): ReactNode {
  return (
    <TextArea
      label="Token"
      name="token"
      required
      autoComplete="off"
      spellCheck={false}
      hint={
        <>
          As <code>openstack token issue -f value -c id</code> prints it.
        </>
      }
    />
  );
}

function credentialsFrom(method: Method, form: FormData): Credentials {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  if (method === 'token') return { method, token: text('token').trim() };
  if (method === 'application_credential') return { method, id: text('id').trim(), secret: text('secret') };
  const domain = text('user_domain').trim();
  const project = text('project').trim();
  return {
    method,
    user: text('user').trim(),
    user_domain: domain,
    password: text('password'),
    ...(project ? { project, project_domain: domain } : {}),
  };
}

function titleOf(error: Error): string {
  if (!(error instanceof SolumError)) return 'Signing in failed';
  if (error.status === 503) return 'Keystone is away';
  if (error.status === 401) return 'Keystone does not know this combination';
  if (error.status === 403) return 'No project to work in';
  return 'Signing in failed';
}
