import { showRequest } from '../../../test/support/fuzz/http/showRequest.ts';
import type { Tally } from '../../../test/support/fuzz/tally.ts';
import type { Row } from '../../support/report.ts';

/** A line for each operation or kind of file, and each kind of fault with a request that shows it. */
export function printTally(tally: Tally, run: string): void {
  for (const [of, counts] of [...tally.statuses].sort(([one], [other]) => one.localeCompare(other))) {
    const sum = [...counts.values()].reduce((total, count) => total + count, 0);
    const shown = [...counts].sort().map(([status, count]) => `${status}: ${count}`);
    console.log(`${of}: ${sum} (${shown.join(', ')})`);
  }
  for (const [kind, count] of tally.kinds) console.log(`\nFAULT, ${count} times: ${kind}`);
  for (const { number, of, what, how, request, answer } of tally.faults) {
    console.log(
      `\n${run}, number ${number}, ${of}: ${what}\n  broken: ${how}\n  answer: ${answer}\n  ${showRequest(request)}`,
    );
  }
}

export function rowsOf(tally: Tally): Row[] {
  const of = (what: string) => tally.count((status) => status === what);
  return [
    { what: 'sent', value: tally.sent, unit: '' },
    { what: 'operations or kinds of files', value: tally.statuses.size, unit: '' },
    { what: 'fewest of one of them', value: Math.min(...sums(tally)), unit: '' },
    { what: 'answered with success', value: tally.count((status) => /^[23]/.test(status)), unit: '' },
    { what: 'answered with 4xx', value: tally.count((status) => status.startsWith('4')), unit: '' },
    {
      what: 'answered with 5xx that the contract names',
      value: tally.count((status) => status.startsWith('5')),
      unit: '',
    },
    { what: 'of them 503, the service is full', value: of('503'), unit: '' },
    { what: 'torn requests without an answer', value: tally.unanswered, unit: '' },
    { what: 'slowest answer', value: tally.slowestMs, unit: 'ms', reach: '≤ 5000' },
    { what: 'never answered', value: of('late'), unit: '', reach: '0' },
    {
      what: 'faults: foreign 5xx, late, without the envelope, connection lost',
      value: tally.faultCount,
      unit: '',
      reach: '0',
    },
  ];
}

function sums({ statuses }: Tally): number[] {
  return [...statuses.values()].map((counts) => [...counts.values()].reduce((total, count) => total + count, 0));
}
