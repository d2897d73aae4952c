import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toasts } from '../shared/ui/toast.js';
import './base.css';
import { allowOwnStyles } from '../shared/ui/csp-nonce.js';
import { queryClient } from './query-client.js';
import { router } from './router.js';
import { applyTheme } from './theme.js';

allowOwnStyles();
applyTheme();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the dashboard.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Toasts>
        <RouterProvider router={router} />
      </Toasts>
    </QueryClientProvider>
  </StrictMode>,
);
