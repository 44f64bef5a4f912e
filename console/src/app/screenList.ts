import type { IconName } from '../parts/Icon.tsx';
import type { Words } from '../words/en.ts';

export interface ScreenEntry {
  readonly name: IconName & keyof Words['screens'];
  readonly to: string;
}

interface ScreenGroup {
  readonly group: keyof Words['groups'];
  readonly entries: readonly ScreenEntry[];
}

/** The screens in the order of the navigation. */
export const SCREENS: readonly ScreenGroup[] = [
  {
    group: 'faces',
    entries: [
      { name: 'overview', to: '/overview' },
      { name: 'people', to: '/people' },
      { name: 'search', to: '/search' },
      { name: 'review', to: '/review' },
      { name: 'verify', to: '/verify' },
      { name: 'liveness', to: '/liveness' },
    ],
  },
  {
    group: 'setup',
    entries: [
      { name: 'lists', to: '/lists' },
      { name: 'handlers', to: '/handlers' },
      { name: 'tokens', to: '/tokens' },
    ],
  },
  {
    group: 'service',
    entries: [
      { name: 'upkeep', to: '/upkeep' },
      { name: 'settings', to: '/settings' },
      { name: 'api', to: '/api' },
    ],
  },
];

/** On a phone these stand at the bottom; the others are behind a menu. */
export const FIRST_SCREENS: readonly string[] = ['/overview', '/people', '/search', '/review'];
