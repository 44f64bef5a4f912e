import { defineConfig } from 'vitest/config';

const serverUnderTest = {
  globalSetup: ['test/acceptance/support/target.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  fileParallelism: false,
};
/** Acceptance cases that see which engine searches. */
const ENGINE_FILES = ['matching', 'search', 'lists', 'linkedLists', 'personDescriptors'];

/**
 * Four projects, one command. Acceptance and integration start servers and databases, so files run one after the
 * other there: two cores are shared with the inference threads, and parallel files only make time-outs likelier.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'integration',
          globalSetup: ['test/integration/support/postgresUrl.ts'],
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'acceptance',
          include: ['test/acceptance/**/*.test.ts'],
          ...serverUnderTest,
        },
      },
      {
        test: {
          name: 'acceptance-pgvector',
          include: ENGINE_FILES.map((file) => `test/acceptance/${file}.test.ts`),
          ...serverUnderTest,
        },
      },
    ],
  },
});
