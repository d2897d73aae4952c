import { QueryClient } from '@tanstack/react-query';
import { SolumError } from '../shared/api/client.js';

const MOST_RETRIES = 2;

/** What is shown is kept up to date by events; it is asked for again when it is a minute old. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 60_000, retry: (count, error) => count < MOST_RETRIES && isWorthRetrying(error) },
  },
});

function isWorthRetrying(error: Error): boolean {
  return !(error instanceof SolumError) || error.status >= 500;
}
