import type { SetReport } from './tally.ts';

/** Prints Markdown tables; where `base` knows a set, its figures stand before an arrow. */
export function printDetection(reports: readonly SetReport[], base: readonly SetReport[]): void {
  console.log('| set | pictures | labelled faces | score ≥ | found | no faces | pictures with one |');
  console.log('|---|---|---|---|---|---|---|');
  for (const report of reports) {
    const before = base.find(({ set, pictures }) => set === report.set && pictures === report.pictures);
    report.at.forEach(({ threshold, found, wrong, picturesWithWrong }, index) => {
      const then = before?.at[index];
      const cells = [
        ...(index === 0 ? [report.set, report.pictures, report.labelled] : ['', '', '']),
        threshold,
        change(then?.found, found, report.labelled),
        change(then?.wrong, wrong),
        change(then?.picturesWithWrong, picturesWithWrong, report.pictures),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    });
  }
  console.log('\n| set | faces | labelled | found |\n|---|---|---|---|');
  for (const { set, groups } of reports) {
    const before = base.find((report) => report.set === set)?.groups ?? [];
    for (const { name, labelled, found } of groups) {
      const then = before.find((group) => group.name === name)?.found;
      console.log(`| ${set} | ${name} | ${labelled} | ${change(then, found, labelled)} |`);
    }
  }
  console.log(
    '\n| set | score | 0 | .1 | .2 | .3 | .4 | .5 | .6 | .7 | .8 | .9 |\n|---|---|---|---|---|---|---|---|---|---|---|---|',
  );
  for (const { set, histogram } of reports) {
    for (const [what, bins] of [['labelled faces', histogram.found] as const, ['no faces', histogram.wrong] as const]) {
      if (bins.some((count) => count > 0)) console.log(`| ${set} | ${what} | ${bins.join(' | ')} |`);
    }
  }
}

function change(before: number | undefined, now: number, of = 0): string {
  const share = (count: number) => (of > 0 ? `${count} (${((count * 100) / of).toFixed(1)} %)` : `${count}`);
  return before === undefined ? share(now) : `${share(before)} → ${share(now)}`;
}
