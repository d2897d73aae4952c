import type { ReactNode } from 'react';
import { EmptyState, Page } from '../../shared/ui/index.js';

export function WizardPage(): ReactNode {
  return (
    <Page title="New pipeline">
      <EmptyState title="This page is not there yet">
        Until it is, the API does the same: <a href="/docs">see its documentation</a>.
      </EmptyState>
    </Page>
  );
}
