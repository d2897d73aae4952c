import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button, buttonClass, EmptyState, ErrorNotice, Page } from '../shared/ui/index.js';

/** A page that failed to load, or to be drawn: after an update of the service its files have other names. */
export function PageError({ error, reset }: ErrorComponentProps): ReactNode {
  return (
    <Page title="This page cannot be shown">
      <ErrorNotice error={error} title="Something went wrong while the page was made" retry={reset} />
      <div>
        <Button onClick={() => window.location.reload()}>Load the dashboard again</Button>
      </div>
    </Page>
  );
}

export function NotFound(): ReactNode {
  return (
    <Page title="There is no such page">
      <EmptyState
        title="Nothing is at this address"
        action={
          <Link to="/pipelines" className={buttonClass('primary')}>
            Go to the pipelines
          </Link>
        }
      >
        The link may be old, or a letter of it may be missing.
      </EmptyState>
    </Page>
  );
}
