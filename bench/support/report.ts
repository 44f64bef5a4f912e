import { writeFileSync } from 'node:fs';
import { describeMachine } from './machine.ts';

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The figure that is to be reached, as text: `≤ 15`. */
  readonly reach?: string;
}

/** Prints a Markdown table and, on the last line, the same as JSON; writes the JSON to a file when one is given. */
export function printReport(title: string, rows: readonly Row[], jsonFile?: string): void {
  const machine = describeMachine();
  console.log(`\n## ${title}\n\nMachine: ${machine}.\n\n| what | measured | to reach |\n|---|---|---|`);
  for (const { what, value, unit, reach = '' } of rows) console.log(`| ${what} | ${round(value)} ${unit} | ${reach} |`);
  const json = JSON.stringify({ title, machine, date: new Date().toISOString(), rows });
  console.log(`\n${json}`);
  if (jsonFile !== undefined) writeFileSync(jsonFile, `${json}\n`);
}

/** Three digits are as many as a repetition confirms. */
function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
