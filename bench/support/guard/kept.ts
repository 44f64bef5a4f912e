import { readFile, writeFile } from 'node:fs/promises';

/** What ratios depend on: the processor and the JavaScript engine. */
export interface MachineKind {
  /** Vendor and model, as the system names them. */
  readonly processor: string;
  /** Major version of Node.js. */
  readonly node: number;
}

/** The ratios that were kept for a kind of machine, and the circumstances. */
export interface Machine extends MachineKind {
  readonly cores: number;
  /** Load average of each core before the run: far above 0, the ratios are rough. */
  readonly load: number;
  readonly date: string;
  readonly ratios: Readonly<Record<string, number>>;
}

export interface Kept {
  readonly machines: readonly Machine[];
}

const FILE = new URL('../../guard.json', import.meta.url);

export async function readKept(): Promise<Kept> {
  return JSON.parse(await readFile(FILE, 'utf8')) as Kept;
}

export async function writeKept(kept: Kept): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}

/** @returns undefined when none was kept for this kind */
export function machineOf({ machines }: Kept, kind: MachineKind): Machine | undefined {
  return machines.find(({ processor, node }) => processor === kind.processor && node === kind.node);
}

/** With what was measured on this machine in place of what was kept for its kind; ratios not measured stay. */
export function keep(kept: Kept, measured: Machine): Kept {
  const before = machineOf(kept, measured);
  const ratios = Object.entries({ ...before?.ratios, ...measured.ratios })
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => [name, rounded(value)]);
  const machine: Machine = { ...measured, load: rounded(measured.load), ratios: Object.fromEntries(ratios) };
  const machines = [...kept.machines.filter((each) => each !== before), machine];
  return { machines: machines.sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1)) };
}

function sortKey({ processor, node }: MachineKind): string {
  return `${processor} ${String(node).padStart(3, '0')}`;
}

/** Three digits are as many as a repetition confirms. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
