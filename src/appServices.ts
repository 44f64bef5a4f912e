import type { Compatibility } from './api/compatibility.ts';
import type { Services } from './api/operation.ts';
import { createAccounts } from './core/accounts.ts';
import { type Authentication, createAuthentication } from './core/authentication.ts';
import { createDescriptors } from './core/descriptors.ts';
import { createLinks } from './core/links.ts';
import { createLists } from './core/lists.ts';
import { createMatching } from './core/matching.ts';
import { DEFAULT_PASSWORD_COST } from './core/passwords.ts';
import { createPersons } from './core/persons.ts';
import { createStatistics } from './core/statistics.ts';
import { createTokens } from './core/tokens.ts';
import { createClock } from './domain/time.ts';
import type { Gallery } from './gallery/gallery.ts';
import type { PortraitStore } from './portraits/portraitStore.ts';
import type { Settings } from './settings/schema.ts';
import type { Store } from './store/store.ts';
import type { FaceEngine } from './vision/face.ts';

/** What the rules stand on. */
export interface Foundations {
  readonly store: Store;
  readonly engine: FaceEngine;
  readonly gallery: Gallery;
  /** Undefined when portraits are switched off. */
  readonly portraits: PortraitStore | undefined;
  readonly compatibility: Compatibility;
  readonly settings: Pick<Settings, 'STORAGE_TIME' | 'PASSWORD_CACHE_SECONDS'>;
}

/** Wires the rules of `core` to their stores. */
export function createServices(foundations: Foundations): { services: Services; authentication: Authentication } {
  const { store, engine, gallery, portraits, compatibility: rules, settings } = foundations;
  const clock = createClock(settings.STORAGE_TIME);
  const authentication = createAuthentication({
    store,
    passwordCost: DEFAULT_PASSWORD_COST,
    passwordCacheSeconds: settings.PASSWORD_CACHE_SECONDS,
  });
  const descriptors = createDescriptors({ store, engine, portraits, clock });
  const services = {
    accounts: createAccounts({ store, authentication, clock }),
    tokens: createTokens({ store, authentication, clock }),
    persons: createPersons({ store, clock, rules }),
    lists: createLists({ store, clock }),
    links: createLinks({ store, clock, rules }),
    descriptors,
    matching: createMatching({ store, gallery, engine, descriptors, rules }),
    statistics: createStatistics(store),
  };
  return { services, authentication };
}
