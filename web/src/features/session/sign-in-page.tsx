import { useQueryClient } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { nobody, type Session, sessionQuery, signOut } from '../../shared/api/session.js';
import { Button } from '../../shared/ui/index.js';
import { ProjectChoice } from './project-choice.js';
import { SignInForm } from './sign-in-form.js';
import styles from './sign-in.module.css';

/** Stands at whatever address was asked for: once signed in, one is there. */
export function SignInPage({ session }: { session: Session }): ReactNode {
  const client = useQueryClient();
  const done = (next: Session): void => {
    client.setQueryData(sessionQuery.queryKey, next);
  };
  useEffect(() => {
    document.title = 'Sign in · Solum pipelines';
  }, []);
  const leave = async (): Promise<void> => {
    await signOut();
    done(nobody(session));
  };
  return (
    <main className={styles.page}>
      <h1 className={styles.brand}>
        <Boxes aria-hidden="true" />
        Solum pipelines
      </h1>
      <div className={styles.card}>
        {session.signed_in ? (
          <ProjectChoice
            onDone={done}
            footer={
              <Button variant="quiet" onClick={() => void leave()}>
                Sign in as somebody else
              </Button>
            }
          />
        ) : (
          <SignInForm onDone={done} />
        )}
      </div>
    </main>
  );
}
