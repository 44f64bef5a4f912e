import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Failed, Waiting } from '../parts/states.tsx';
import { Shell } from './Shell.tsx';

const root = createRootRoute({ component: Shell });

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What is in the address of the people: the search can be sent to a colleague. */
export interface PeopleSearch {
  readonly text?: string | undefined;
  readonly list?: string | undefined;
  readonly order?: 'oldest' | undefined;
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/overview', replace: true });
  },
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: (search: Record<string, unknown>): PeopleSearch => ({
    text: text(search.text),
    list: text(search.list),
    order: search.order === 'oldest' ? 'oldest' : undefined,
  }),
  component: lazyRouteComponent(() => import('../screens/people/PeopleScreen.tsx'), 'PeopleScreen'),
});

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('../screens/person/PersonScreen.tsx'), 'PersonScreen'),
});

/** A screen without parameters. */
const plain = <Path extends string>(path: Path, load: () => Promise<{ readonly Screen: () => ReactNode }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, 'Screen') });

const as =
  <Name extends string>(name: Name) =>
  (module: Readonly<Record<Name, () => ReactNode>>) => ({ Screen: module[name] });

const routeTree = root.addChildren([
  start,
  people,
  person,
  plain('/overview', () => import('../screens/overview/OverviewScreen.tsx').then(as('OverviewScreen'))),
  plain('/search', () => import('../screens/search/SearchScreen.tsx').then(as('SearchScreen'))),
  plain('/review', () => import('../screens/review/ReviewScreen.tsx').then(as('ReviewScreen'))),
  plain('/verify', () => import('../screens/verify/VerifyScreen.tsx').then(as('VerifyScreen'))),
  plain('/liveness', () => import('../screens/liveness/LivenessScreen.tsx').then(as('LivenessScreen'))),
  plain('/lists', () => import('../screens/lists/ListsScreen.tsx').then(as('ListsScreen'))),
  plain('/handlers', () => import('../screens/handlers/HandlersScreen.tsx').then(as('HandlersScreen'))),
  plain('/tokens', () => import('../screens/tokens/TokensScreen.tsx').then(as('TokensScreen'))),
  plain('/upkeep', () => import('../screens/upkeep/UpkeepScreen.tsx').then(as('UpkeepScreen'))),
  plain('/settings', () => import('../screens/settings/SettingsScreen.tsx').then(as('SettingsScreen'))),
  plain('/api', () => import('../screens/apiPage/ApiScreen.tsx').then(as('ApiScreen'))),
]);

/** Screens are fragments of the address, `#/people`: the service sends one page, below whatever path. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ({ error, reset }) => <Failed error={error} onRetry={reset} />,
  defaultNotFoundComponent: () => <Failed error={undefined} />,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
