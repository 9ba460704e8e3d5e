import { QueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { Loading } from '../ui/loading.tsx';
import { ApiProblem } from './api.ts';
import { NotFoundScreen, ScreenProblem } from './frame/screen-problem.tsx';
import { identityScreens, screens } from './routes.tsx';
import { accountQuery, meQuery } from './session.ts';
import { parseSearch, stringifySearch } from './url.ts';

const LAST_ACCOUNT = 'quayside-account';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 1 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
});

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundScreen, errorComponent: ScreenProblem });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const me = await queries.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: '/sign-in' });
    const last = Number(localStorage.getItem(LAST_ACCOUNT));
    const account = me.accounts.find((seat) => seat.id === last) ?? me.accounts[0];
    throw redirect({ to: account ? `/a/${account.id}` : '/sign-in' });
  },
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/a/$account',
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: '/sign-in', search: { to: location.href } as never });
  },
  loader: async ({ params }) => {
    const accountId = Number((params as { account: string }).account);
    await queries.ensureQueryData(accountQuery(accountId));
    localStorage.setItem(LAST_ACCOUNT, String(accountId));
  },
  component: lazyRouteComponent(() => import('./frame/frame.tsx')),
  pendingComponent: Loading,
  errorComponent: ScreenProblem,
  notFoundComponent: NotFoundScreen,
});

const inAccount = screens.map(({ path, load }) =>
  createRoute({
    getParentRoute: () => account,
    path,
    component: lazyRouteComponent(load),
    pendingComponent: Loading,
    errorComponent: ScreenProblem,
  }),
);

const outside = identityScreens.map(({ path, load }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    pendingComponent: Loading,
    errorComponent: ScreenProblem,
  }),
);

export const router = createRouter({
  routeTree: root.addChildren([start, account.addChildren(inAccount), ...outside]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: true,
});
