import type { CheckResult, CheckState, SelftestReport } from '../../databases/oracle/selftest/runSelftest.ts';

const WIDTH = 'not run'.length;

/** One check; of one that is not ok also what is assumed. */
export function checkInWords({ name, assumed, state, found }: CheckResult): string {
  const line = `${state.padEnd(WIDTH)}  ${name}: ${found}`;
  return state === 'differs' ? `${line}\n${' '.repeat(WIDTH + 2)}assumed: ${assumed}` : line;
}

/** The end of the report. */
export function summaryInWords({ server, time, checks, left }: SelftestReport, version: string): string {
  const { ok, differs, 'not run': notRun } = countStates(checks);
  return [
    '',
    `luna-backport3 ${version} on ${server}, ${time}`,
    `${checks.length} checks: ${ok} as assumed, ${differs} differ, ${notRun} could not be run`,
    ...left.map((name) => `could not be removed: ${name}`),
  ].join('\n');
}

/** How many checks ended so. */
export function countStates(checks: readonly CheckResult[]): Record<CheckState, number> {
  const counts: Record<CheckState, number> = { ok: 0, differs: 0, 'not run': 0 };
  for (const { state } of checks) counts[state] += 1;
  return counts;
}
