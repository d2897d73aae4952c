import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { Boxes, FileCode2, Layers, Menu, ScrollText, Sparkles, Workflow } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { SessionExpired } from '../features/session/session-expired.js';
import { SignInPage } from '../features/session/sign-in-page.js';
import { UserMenu } from '../features/session/user-menu.js';
import { onSessionExpiry } from '../shared/api/session-expiry.js';
import { sessionQuery } from '../shared/api/session.js';
import { ErrorNotice, Skeleton } from '../shared/ui/index.js';
import { LiveMark } from './live-mark.js';
import styles from './shell.module.css';
import { ThemeToggle } from './theme-toggle.js';

const PAGES = [
  { to: '/pipelines', label: 'Pipelines', icon: Workflow },
  { to: '/plans', label: 'Plans', icon: ScrollText },
  { to: '/workbooks', label: 'Workbooks', icon: FileCode2 },
  { to: '/environments', label: 'Environments', icon: Layers },
  { to: '/capabilities', label: 'Capabilities', icon: Sparkles },
] as const;

/** What is around every page; whoever is not signed in gets to sign in at the very address they wanted. */
export function Shell(): ReactNode {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const hasExpired = useExpiry();
  if (error && !session) {
    return (
      <main className={styles.lonely}>
        <ErrorNotice
          error={error}
          title="The dashboard cannot reach its service"
          retry={() => void refetch()}
        />
      </main>
    );
  }
  if (!session) {
    return (
      <main className={styles.lonely}>
        <Skeleton />
      </main>
    );
  }
  if (!session.signed_in || !session.project) return <SignInPage session={session} />;
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        Skip to the content
      </a>
      <Navigation>
        <LiveMark />
        <ThemeToggle />
        <UserMenu session={session} />
      </Navigation>
      <main id="content" tabIndex={-1} className={styles.content}>
        <Outlet />
      </main>
      {hasExpired && <SessionExpired session={session} />}
    </div>
  );
}

function useExpiry(): boolean {
  const client = useQueryClient();
  const [hasExpired, setExpired] = useState(false);
  useEffect(() => onSessionExpiry(() => setExpired(true)), []);
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ type, query }) => {
        if (
          type === 'updated' &&
          (query.queryKey as readonly unknown[])[0] === 'session' &&
          query.state.status === 'success'
        ) {
          setExpired(false);
        }
      }),
    [client],
  );
  return hasExpired;
}

function Navigation({ children }: { children: ReactNode }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <header className={styles.bar}>
      <div className={styles.brandRow}>
        <Link to="/pipelines" className={styles.brand}>
          <Boxes aria-hidden="true" />
          Solum
        </Link>
        <button
          type="button"
          className={styles.menu}
          aria-expanded={isOpen}
          aria-controls="navigation"
          onClick={() => setOpen(!isOpen)}
        >
          <Menu aria-hidden="true" />
          Menu
        </button>
      </div>
      <div id="navigation" className={styles.drawer} data-open={isOpen || undefined}>
        <nav aria-label="Pages" className={styles.pages} onClick={() => setOpen(false)}>
          {PAGES.map(({ to, label, icon: Icon }) => (
            <Link key={to} to={to} className={styles.page}>
              <Icon aria-hidden="true" />
              {label}
            </Link>
          ))}
        </nav>
        <div className={styles.tools}>{children}</div>
      </div>
    </header>
  );
}
