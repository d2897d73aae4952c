import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FolderOpen, LogOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { restartLiveEvents } from '../../shared/live/live-events.js';
import { nobody, type Session, sessionQuery, signOut } from '../../shared/api/session.js';
import { Button, Dialog, useToast } from '../../shared/ui/index.js';
import { ProjectChoice } from './project-choice.js';
import styles from './user-menu.module.css';

/** Who is signed in and where; ways into another project and out. */
export function UserMenu({ session }: { session: Session }): ReactNode {
  const [isChoosing, setChoosing] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, nobody(session));
      client.removeQueries({ predicate: isOfProject });
    },
    onError: (error) => toast(error.message, 'bad'),
  });
  const enter = async (next: Session): Promise<void> => {
    setChoosing(false);
    client.removeQueries({ predicate: isOfProject });
    client.setQueryData(sessionQuery.queryKey, next);
    restartLiveEvents();
    await navigate({ to: '/pipelines' });
  };
  return (
    <section aria-label="Session" className={styles.menu}>
      <p className={styles.who}>
        <strong>{session.user?.name}</strong>
        <span>
          in <span className={styles.project}>{session.project?.name}</span>
        </span>
      </p>
      {session.strategy === 'keystone' && (
        <div className={styles.ways}>
          <Button size="small" variant="quiet" icon={<FolderOpen />} onClick={() => setChoosing(true)}>
            Switch project
          </Button>
          <Button
            size="small"
            variant="quiet"
            icon={<LogOut />}
            busy={leave.isPending}
            onClick={() => leave.mutate()}
          >
            Sign out
          </Button>
        </div>
      )}
      <Dialog open={isChoosing} onOpenChange={setChoosing} title="Switch project">
        <ProjectChoice current={session.project?.id} onDone={(next) => void enter(next)} />
      </Dialog>
    </section>
  );
}

function isOfProject({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== 'session' || queryKey.length > 1;
}
