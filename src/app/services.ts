import type { Compatibility } from '../api/operations/compatibility.ts';
import type { Services } from '../api/operations/operation.ts';
import { createPublicRegistration, type PublicRegistrationParts } from '../core/accounts/publicRegistration.ts';
import type { AuditLog } from '../core/audit/auditLog.ts';
import { createDescriptors } from '../core/descriptors/descriptors.ts';
import { createLiveness, type LivenessRules } from '../core/descriptors/liveness.ts';
import { createHandlerPolicies } from '../core/handlers/handlerPolicies.ts';
import { createHandlers } from '../core/handlers/handlers.ts';
import type { WebhookSink } from '../core/handlers/webhooks.ts';
import { createExports } from '../core/lists/exports.ts';
import { createLists } from '../core/lists/lists.ts';
import { createLive, type LiveParts } from '../core/live/liveFigures.ts';
import type { Authentication } from '../core/logins/authentication.ts';
import { createMatching } from '../core/matching/matching.ts';
import { createRawMatching } from '../core/matching/rawMatching.ts';
import { createEnrolPhoto } from '../core/persons/enrolPhoto.ts';
import { createLinkChange } from '../core/persons/linkChange.ts';
import { createLinks } from '../core/persons/links.ts';
import { createPersonSearch } from '../core/persons/personSearch.ts';
import { createPersons } from '../core/persons/persons.ts';
import { createAccountUpkeep } from '../core/review/accountUpkeep.ts';
import { createActions } from '../core/review/actions.ts';
import { createFaceSearch } from '../core/review/faceSearch.ts';
import { createInbox } from '../core/review/inbox.ts';
import { createReviewRuns, type ReviewRunParts } from '../core/review/runs.ts';
import type { Erasure } from '../core/upkeep/erasure.ts';
import { createClock } from '../domain/time.ts';
import { createFaceClusters } from '../gallery/clusters/faceClusters.ts';
import type { Gallery } from '../gallery/gallery.ts';
import type { AccountPortraits } from '../portraits/accountPortraits.ts';
import type { PortraitStore } from '../portraits/portraitStore.ts';
import type { Settings } from '../settings/schema.ts';
import type { Store } from '../store/store.ts';
import type { FaceEngine } from '../vision/face.ts';
import { type AccountServices, type AccountSettings, createAccountServices } from './accounts.ts';
import type { Upkeep } from './upkeep/upkeep.ts';

type LivenessSettings = Pick<
  Settings,
  | 'LIVENESS_ENABLED'
  | 'LIVENESS_THRESHOLD'
  | 'LIVENESS_QUALITY_THRESHOLD'
  | 'LIVENESS_MIN_FACE_WIDTH'
  | 'LIVENESS_MIN_MARGIN'
>;

type UpkeepSettings = Pick<Settings, 'GC_MINIMUM_AGE_HOURS' | 'GC_INTERVAL_HOURS' | 'RETENTION_INTERVAL_HOURS'>;

/** What the rules stand on. */
export interface Foundations {
  readonly store: Store;
  readonly engine: FaceEngine;
  readonly gallery: Gallery;
  /** Undefined when portraits are switched off. */
  readonly portraits: AccountPortraits | undefined;
  /** Those that there are, also where portraits are switched off. */
  readonly storedPortraits: PortraitStore;
  readonly upkeep: Upkeep;
  readonly auditTrail: Pick<AuditLog, 'isOn' | 'of'>;
  readonly openErasure: (authentication: Authentication) => Erasure;
  readonly compatibility: Compatibility;
  readonly webhooks: WebhookSink;
  /** Told when a thread that hashes passwords died and will be replaced. */
  readonly onPasswordCrash: (error: Error) => void;
  /** What accounts may see of the whole node; undefined: nothing. */
  readonly serviceFigures: LiveParts['service'];
  /** Told of a search for what is to be reviewed that failed. */
  readonly onReviewFailed: ReviewRunParts['onFailed'];
  /** Told who registered by which invitation. */
  readonly onInvited: PublicRegistrationParts['onInvited'];
  readonly settings: AccountSettings &
    LivenessSettings &
    UpkeepSettings &
    Pick<Settings, 'MAX_CANDIDATES_IN_RESPONSE' | 'REGISTRATION'>;
}

/** Wires the rules of `core` to their stores. */
export function createServices(foundations: Foundations): {
  services: Services & Omit<AccountServices, 'authentication'>;
  authentication: Authentication;
  /** Ends the threads that hash passwords. */
  close(): Promise<void>;
} {
  const { store, engine, gallery, portraits, compatibility: rules, webhooks, settings } = foundations;
  const clock = createClock(settings.STORAGE_TIME);
  const { authentication, close, ...ofAccounts } = createAccountServices(settings, store, foundations.onPasswordCrash);
  const descriptors = createDescriptors({ store, engine, portraits, clock });
  const matching = createMatching({ store, gallery, engine, descriptors, rules });
  const changeLinks = createLinkChange({ clock, rules });
  const liveness = createLiveness({ engine, rules: livenessRulesOf(settings) });
  const policies = createHandlerPolicies({ store, clock, webhooks, ...rules });
  const services = {
    ...ofAccounts,
    registration: createPublicRegistration({
      ...ofAccounts,
      mode: settings.REGISTRATION,
      onInvited: foundations.onInvited,
    }),
    persons: createPersons({ store, clock, rules }),
    enrolPhoto: createEnrolPhoto({ descriptors, clock }),
    personSearch: createPersonSearch(store),
    actions: createActions({ store, clock }),
    faceSearch: createFaceSearch({ store, matching, engine }),
    inbox: createInbox(store),
    accountUpkeep: createAccountUpkeep({
      store,
      portraits: foundations.storedPortraits,
      erasure: foundations.openErasure(authentication),
      retention: foundations.upkeep.retention,
      clock,
      clockGuard: foundations.upkeep.clockGuard,
      garbageAgeHours: settings.GC_MINIMUM_AGE_HOURS,
      garbageIntervalHours: settings.GC_INTERVAL_HOURS,
      retentionIntervalHours: settings.RETENTION_INTERVAL_HOURS,
    }),
    auditTrail: foundations.auditTrail,
    live: createLive({ statistics: ofAccounts.statistics, clock, service: foundations.serviceFigures }),
    reviewRuns: createReviewRuns({
      store,
      clusters: createFaceClusters(),
      modelId: engine.modelId,
      dimension: engine.dimension,
      similarity: (cosine) => engine.similarity(cosine),
      clock,
      onFailed: foundations.onReviewFailed,
    }),
    lists: createLists({ store, clock }),
    links: createLinks({ store, changeLinks }),
    descriptors,
    matching,
    handlers: createHandlers({
      clock,
      policies,
      descriptors,
      matching,
      liveness,
      changeLinks,
      webhooks,
      maxCandidates: settings.MAX_CANDIDATES_IN_RESPONSE,
    }),
    liveness,
    rawMatching: createRawMatching({ engine, policies }),
    exports: createExports({ store, portraits }),
  };
  return { services, authentication, close };
}

function livenessRulesOf(settings: LivenessSettings): LivenessRules {
  return {
    enabled: settings.LIVENESS_ENABLED,
    threshold: settings.LIVENESS_THRESHOLD,
    qualityThreshold: settings.LIVENESS_QUALITY_THRESHOLD,
    minFaceWidth: settings.LIVENESS_MIN_FACE_WIDTH,
    minMargin: settings.LIVENESS_MIN_MARGIN,
  };
}
