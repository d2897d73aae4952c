import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { chooseProject, projectsQuery, type Session } from '../../shared/api/session.js';
import { Button, ErrorNotice, Skeleton } from '../../shared/ui/index.js';
import styles from './sign-in.module.css';

/** The projects that the user has a role in. */
export function ProjectChoice({
  current,
  onDone,
  footer,
}: {
  current?: string | undefined;
  onDone: (session: Session) => void;
  footer?: ReactNode;
}): ReactNode {
  const { data: projects, error, refetch } = useQuery(projectsQuery);
  const choice = useMutation({ mutationFn: chooseProject, onSuccess: onDone });
  return (
    <>
      <h2>Choose a project</h2>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {choice.error && <ErrorNotice error={choice.error} title="That project cannot be entered" />}
      {!projects && !error && <Skeleton label="Loading your projects" />}
      <ul className={styles.projects}>
        {projects?.map(({ id, name, domain }) => (
          <li key={id}>
            <Button
              disabled={id === current}
              busy={choice.isPending && choice.variables === id}
              onClick={() => choice.mutate(id)}
            >
              {name} <span className={styles.domain}>{domain}</span>
            </Button>
          </li>
        ))}
      </ul>
      {footer}
    </>
  );
}
