import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { pipelineSearch } from '../features/pipeline/pipeline-search.js';
import { pipelinesSearch } from '../features/pipelines/pipelines-search.js';
import { runSearch } from '../features/run/run-search.js';
import { NotFound, PageError } from './page-error.js';
import { Shell } from './shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = { getParentRoute: () => root };

const home = createRoute({
  ...under,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told of it
    throw redirect({ to: '/pipelines' });
  },
});

const pipelines = createRoute({
  ...under,
  path: '/pipelines',
  validateSearch: pipelinesSearch,
  component: lazyRouteComponent(() => import('../features/pipelines/pipelines-page.js'), 'PipelinesPage'),
});

const newPipeline = createRoute({
  ...under,
  path: '/pipelines/new',
  component: lazyRouteComponent(() => import('../features/wizard/wizard-page.js'), 'WizardPage'),
});

const pipeline = createRoute({
  ...under,
  path: '/pipelines/$pipelineId',
  validateSearch: pipelineSearch,
  component: lazyRouteComponent(() => import('../features/pipeline/pipeline-page.js'), 'PipelinePage'),
});

const run = createRoute({
  ...under,
  path: '/executions/$executionId',
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('../features/run/run-page.js'), 'RunPage'),
});

const plans = createRoute({
  ...under,
  path: '/plans',
  component: lazyRouteComponent(() => import('../features/plans/plans-page.js'), 'PlansPage'),
});

const plan = createRoute({
  ...under,
  path: '/plans/$planId',
  component: lazyRouteComponent(() => import('../features/plans/plan-page.js'), 'PlanPage'),
});

const workbooks = createRoute({
  ...under,
  path: '/workbooks',
  component: lazyRouteComponent(() => import('../features/workbooks/workbooks-page.js'), 'WorkbooksPage'),
});

const newWorkbook = createRoute({
  ...under,
  path: '/workbooks/new',
  component: lazyRouteComponent(
    () => import('../features/workbooks/new-workbook-page.js'),
    'NewWorkbookPage',
  ),
});

const workbook = createRoute({
  ...under,
  path: '/workbooks/$workbookName',
  component: lazyRouteComponent(() => import('../features/workbooks/workbook-page.js'), 'WorkbookPage'),
});

const capabilities = createRoute({
  ...under,
  path: '/capabilities',
  component: lazyRouteComponent(
    () => import('../features/capabilities/capabilities-page.js'),
    'CapabilitiesPage',
  ),
});

const environments = createRoute({
  ...under,
  path: '/environments',
  component: lazyRouteComponent(
    () => import('../features/environments/environments-page.js'),
    'EnvironmentsPage',
  ),
});

export const router = createRouter({
  basepath: '/dashboard',
  routeTree: root.addChildren([
    home,
    pipelines,
    newPipeline,
    pipeline,
    run,
    plans,
    plan,
    workbooks,
    newWorkbook,
    workbook,
    capabilities,
    environments,
  ]),
  defaultErrorComponent: PageError,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
