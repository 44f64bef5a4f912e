import { inject, type TestOptions } from 'vitest';
import { needs } from '../../support/run/needs.ts';

/** Options of cases that need a server with settings of their own. */
export function needsOwnServers(): TestOptions {
  return needs(inject('ownServers'), 'the server under test is not ours: it has the settings that it has');
}
