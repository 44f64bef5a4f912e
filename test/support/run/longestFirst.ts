import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, as parts of their paths: begun late, one of them would run alone at the end. */
const LONGEST = [
  'integration/install.test.ts',
  'integration/production',
  'acceptance/pages',
  'integration/printedCommands',
  'acceptance/handlers',
  'integration/churn',
  'integration/vision',
  'integration/erasureByCommand',
  'integration/hosts/apiFailover',
  'integration/galleryBadInput',
  'integration/import.test.ts',
  'integration/crossmatch',
  'acceptance/liveness',
  'acceptance/webhooks',
  'integration/cli.test.ts',
  'integration/portraits',
  'integration/administration',
  'integration/badDatabase',
  'integration/upload',
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
