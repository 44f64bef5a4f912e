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
 * Vitest's order keeps the files of a project together. This one mixes them, so that files that wait (for time-outs, disks and
 * replicas) run beside files that compute, and begins with the longest.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications);
    const root = this.ctx.config.root;
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((part) => relative(root, moduleId).includes(part));
      return found < 0 ? LONGEST.length : found;
    };
    return interleave(sorted).sort((a, b) => rank(a) - rank(b));
  }
}

/** Spreads the files of each project over the whole run. */
function interleave(specifications: readonly TestSpecification[]): TestSpecification[] {
  const counts = new Map<string, number>();
  const placed = specifications.map((specification) => {
    const { name } = specification.project;
    const place = counts.get(name) ?? 0;
    counts.set(name, place + 1);
    return { specification, place };
  });
  const share = ({ specification, place }: (typeof placed)[number]) =>
    place / (counts.get(specification.project.name) ?? 1);
  return placed.sort((a, b) => share(a) - share(b)).map(({ specification }) => specification);
}
