/** Reads vitest's JSON report and prints `<passed> <failed>`. A file that could not even be loaded counts as one failure. */
import { readFileSync } from 'node:fs';

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: countTests.ts REPORT');
const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
const failed = report.testResults.map(({ status, assertionResults }) => {
  const tests = assertionResults.filter((test) => test.status === 'failed').length;
  return status === 'failed' ? Math.max(1, tests) : tests;
});
process.stdout.write(`${report.numPassedTests} ${failed.reduce((sum, count) => sum + count, 0)}\n`);
