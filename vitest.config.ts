import { defineConfig } from 'vitest/config';
import { filesThatOpenStores } from './test/support/rollBackFirst/filesThatOpenStores.ts';
import { rollBackFirst } from './test/support/rollBackFirst/rollBackFirst.ts';

// Tests that load onnxruntime-node by itself are to report nothing either; servers under test turn this off by their own code.
process.env.ORT_DISABLE_TELEMETRY = '1';

/** A failed comparison of pictures or of long answers is told in lines, not in pages. */
const diff = { truncateThreshold: 60 };

const serverUnderTest = {
  diff,
  globalSetup: ['test/acceptance/support/target.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  fileParallelism: false,
};
/** Acceptance cases that see which engine searches. */
const ENGINE_FILES = ['matching', 'search', 'lists', 'linkedLists', 'personDescriptors'];

const integration = {
  diff,
  globalSetup: ['test/integration/support/built.ts', 'test/integration/support/postgresUrl.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  fileParallelism: false,
};
/** With every transaction undone once; `npm run test:rollback` runs all tests so that open a store themselves. */
const ROLLED_BACK = process.env.ROLLED_BACK_ALL
  ? filesThatOpenStores('test/integration')
  : ['test/integration/core/*.test.ts'];

/**
 * Five projects, one command. Acceptance and integration start servers and databases, so files run one after the
 * other there: two cores are shared with the inference threads, and parallel files only make time-outs likelier.
 */
export default defineConfig({
  test: {
    // Inference and servers take their time: only what takes long is named.
    slowTestThreshold: 5000,
    // A command line that names reporters must name the second as well.
    reporters: ['default', './test/support/run/skipReasons.ts'],
    projects: [
      { test: { name: 'unit', include: ['{src,scripts,bench,console}/**/*.test.ts'], testTimeout: 30_000, diff } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          ...integration,
        },
      },
      {
        plugins: [rollBackFirst()],
        test: {
          name: 'rolled-back',
          include: ROLLED_BACK,
          // Each statement once is what it reviews.
          exclude: ['test/integration/oracle/snapshots.test.ts'],
          ...integration,
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
