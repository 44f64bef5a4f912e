import type { Compatibility } from '../operations/compatibility.ts';

/** Semantic version of this service, as its package states it. */
export interface ServiceVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/**
 * API numbers of the LUNA 5 services whose work is done in this process: clients look for the members, not for the
 * services.
 */
const REPLACED_SERVICES = {
  'luna-faces': 3,
  'luna-events': 2,
  'luna-image-store': 1,
  'luna-python-matcher': 1,
  'luna-tasks': 2,
  'luna-handlers': 1,
  'luna-api': 6,
} as const;

const API_VERSION = 4;
/** API number of LP3's core service (contract 95 §6). */
const CORE_API_VERSION = 14;

/** Body of GET /version (contract 70): the flat members of Backport 3, and LP3's wrapper for its clients. */
export function packVersions(version: ServiceVersion, { flatVersion }: Compatibility) {
  const { major, minor, patch } = version;
  const wrapper = {
    Version: {
      luna_api: { api: API_VERSION, major, minor, patch },
      luna_core: { api: CORE_API_VERSION, luna: { major, minor, patch }, fsdk: { major, minor, patch } },
    },
  };
  if (!flatVersion) return wrapper;
  const services = Object.entries(REPLACED_SERVICES).map(([name, api]) => [name, { api, major, minor, patch }]);
  return {
    ...Object.fromEntries(services),
    'LUNA PLATFORM': { major, minor, patch },
    'luna-backport3': { api: API_VERSION, major, minor, patch },
    ...wrapper,
  };
}

/** `1.2.3` in parts; a pre-release suffix is left out. */
export function parseVersion(text: string): ServiceVersion {
  const [major = 0, minor = 0, patch = 0] = text.split('-', 1).join('').split('.').map(Number);
  return { major, minor, patch };
}
