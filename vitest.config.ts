import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { CONDITION_MS, SERVERS_MS, UNIT_MS } from './test/support/patience.ts';
import { filesThatOpenStores } from './test/support/rollBackFirst/filesThatOpenStores.ts';
import { rollBackFirst } from './test/support/rollBackFirst/rollBackFirst.ts';
import { compiledThreads } from './test/support/run/compiledThreads.ts';
import { LongestFirst } from './test/support/run/longestFirst.ts';
import { memoryFolder } from './test/support/run/memoryFolder.ts';

// Tests that load onnxruntime-node by itself are to report nothing either; servers under test turn this off by their own code.
process.env.ORT_DISABLE_TELEMETRY = '1';

const memory = process.env.TMPDIR ? undefined : memoryFolder();
if (memory) process.env.TMPDIR = memory;

/** A failed comparison of pictures or of long answers is told in lines, not in pages. */
const diff = { truncateThreshold: 60 };

/** Each has servers of hundreds of megabytes. */
const MOST_LANES = 4;
/**
 * Files with servers and databases wait for these a good part of their time: two lanes more than there are cores keep all
 * cores busy. They begin when the unit tests have ended.
 */
const LANES = Number(process.env.TEST_LANES ?? Math.min(availableParallelism() + 2, MOST_LANES));
const SIDE_BY_SIDE = { maxWorkers: LANES, sequence: { groupOrder: 1 } };
/**
 * Files of acceptance tests share servers, so that a lane more is a process that waits for their answers most of its time. They begin
 * when those with servers of their own have ended.
 */
const MOST_SHARING_LANES = 8;
const SHARING_LANES = Number(process.env.TEST_LANES ?? Math.min(availableParallelism() + 3, MOST_SHARING_LANES));
const ON_SHARED_SERVERS = { maxWorkers: SHARING_LANES, sequence: { groupOrder: 2 } };

const CONDITIONS = { poll: { timeout: CONDITION_MS } };
const PATIENT = { testTimeout: SERVERS_MS, hookTimeout: SERVERS_MS, expect: CONDITIONS };

/** Of every project. */
const common = { diff, setupFiles: ['test/support/run/equalBytes.ts'] };

const serverUnderTest = {
  ...common,
  globalSetup: ['test/acceptance/support/target.ts'],
  ...PATIENT,
  // Tests see the servers alone, so a process for each file would only cost more.
  isolate: false,
  ...ON_SHARED_SERVERS,
};
/** Acceptance cases that see which engine searches. */
const ENGINE_FILES = ['matching', 'search', 'lists', 'linkedLists', 'personDescriptors'];

const integration = {
  ...common,
  // To load the sources, and PGlite with them, costs more than most files do.
  isolate: false,
  globalSetup: ['test/integration/support/built.ts', 'test/integration/support/postgresUrl.ts'],
  ...PATIENT,
  ...SIDE_BY_SIDE,
};
/** `npm run test:quick`: acceptance cases of one server that take no pictures, or few. */
const SMOKE_FILES = [
  'badRequests',
  'descriptors',
  'handlerPolicies',
  'linker',
  'lists',
  'persons',
  'service',
  'tokens',
];
/** Unit tests that compute or wait for seconds: three fifths of the time of all. */
const SLOW_UNITS = [
  'concurrency/threads/workerPool',
  'gallery/memory/memoryGallery',
  'gallery/pairs/pairSearch',
  'gallery/scan/scanner',
  'http/cutOffSlowReaders',
  'models/onnx/preparedNets',
  'vision/decode/damaged',
  'vision/decode/decodeImage',
  'vision/decode/goodPictures',
  'vision/decode/isolated/decoderProcess',
  'vision/decode/webp/webp',
];
const threads = compiledThreads();
/** With every transaction undone once; `npm run test:rollback` runs all tests so that open a store themselves. */
const ROLLED_BACK = filesThatOpenStores(process.env.ROLLED_BACK_ALL ? 'test/integration' : 'test/integration/core');

/** One command for all projects. Acceptance and integration start servers and databases, which share the cores with their tests. */
export default defineConfig({
  test: {
    // Inference and servers take their time: only what takes long is named.
    slowTestThreshold: 5000,
    // A command line that names reporters must name the second as well.
    reporters: ['default', './test/support/run/skipReasons.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [threads],
        test: {
          name: 'unit',
          include: ['{src,scripts,bench}/**/*.test.ts'],
          exclude: process.env.QUICK ? SLOW_UNITS.map((name) => `src/${name}.test.ts`) : [],
          testTimeout: UNIT_MS,
          hookTimeout: UNIT_MS,
          expect: CONDITIONS,
          ...common,
          // A process for each file costs as much as the tests.
          isolate: false,
          maxWorkers: Math.max(2, availableParallelism()),
        },
      },
      {
        plugins: [threads],
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          ...integration,
        },
      },
      {
        plugins: [threads, rollBackFirst()],
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
      {
        test: {
          name: 'smoke',
          include: process.env.QUICK ? SMOKE_FILES.map((file) => `test/acceptance/${file}.test.ts`) : [],
          ...serverUnderTest,
        },
      },
    ],
  },
});
