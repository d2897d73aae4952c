import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { restartLiveEvents } from '../../shared/live/live-events.js';
import { type Session, sessionQuery } from '../../shared/api/session.js';
import { Dialog } from '../../shared/ui/index.js';
import { SignInForm } from './sign-in-form.js';

/** Over the page as it is, so that nothing typed there is lost. Another user, or another project, begins anew. */
export function SessionExpired({ session }: { session: Session }): ReactNode {
  const client = useQueryClient();
  const done = async (next: Session): Promise<void> => {
    if (next.user?.id !== session.user?.id) client.clear();
    client.setQueryData(sessionQuery.queryKey, next);
    restartLiveEvents();
    await client.invalidateQueries();
  };
  return (
    <Dialog
      open
      onOpenChange={() => {}}
      title="Your session has ended"
      description="Sign in again: what you have typed on this page is still there."
    >
      <SignInForm onDone={(next) => void done(next)} />
    </Dialog>
  );
}
