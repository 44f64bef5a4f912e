import { lockDirectory } from '../../../../src/databases/pglite/directoryLock.ts';

/** Takes a directory, says what came of it, and stays until it is ended. */
const [directory = ''] = process.argv.slice(2);
try {
  await lockDirectory(directory);
  console.log('holding');
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(`refused ${error instanceof Error ? error.message : error}`);
}
