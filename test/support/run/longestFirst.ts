import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, as parts of their paths: begun late, one of them would run alone at the end. Those that wait a good part of
 * their time (for time-outs, disks and replicas) stand between those that compute.
 */
const LONGEST = [
  'integration/install.test.ts',
  'integration/printedCommands',
  'integration/production',
  'integration/portraits/s3.test.ts',
  'integration/vision',
  'integration/erasureByCommand',
  'integration/oracle/selftest',
  'integration/upload',
  'integration/churn',
  'integration/chaos',
  'integration/portraits/s3Nodes',
  'integration/ownModelsServed',
  'integration/pgvector/graph',
  'integration/pgbouncer',
  'integration/import.test.ts',
  'integration/portraits/twoNodes',
  'integration/encryption/sealing',
  'integration/fuzz',
  'integration/hosts/listStream',
  'integration/store/durability',
  'integration/hosts/apiFailover',
  'integration/store/contract',
  'integration/soak',
  'integration/galleryBadInput',
  'integration/earlyAnswers',
  'integration/cli.test.ts',
  'integration/badDatabase',
  'integration/oracle/h2',
  'integration/http2',
  'integration/reviewRaces',
  'integration/manyConnections',
  'acceptance/pages',
  'acceptance/handlers',
  'acceptance/console',
  'acceptance/imageLimits',
  'acceptance/webhooks',
  'acceptance/extraction',
  'acceptance/crowdedBodies',
  'acceptance/events',
  'acceptance/liveness',
  'acceptance/search',
  'acceptance/thresholds',
];

/**
 * Begins with the longest files and ends with short ones. Files of one project stay together: a process serves the next file in the
 * queue only when that is of the same project, and else ends, so that the next one starts anew and loads all sources again.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications);
    const root = this.ctx.config.root;
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((part) => relative(root, moduleId).includes(part));
      return found < 0 ? LONGEST.length : found;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
