import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import type { MachineKind } from './kept.ts';

/** Above this, what else the machine does decides ratios too. */
const BUSY = 0.5;

export function thisKind(): MachineKind {
  const model = cpus()[0]?.model.trim() || 'unknown processor';
  return { processor: [vendor(), model].filter(Boolean).join(' '), node: Number.parseInt(process.versions.node, 10) };
}

/** Load average of the last minute for each core; 0 on Windows, which has none. */
export function loadOfCores(): number {
  return (loadavg()[0] ?? 0) / availableParallelism();
}

/** @returns a sentence for people when the figures of this run cannot be trusted */
export function warningOf(load: number): string | undefined {
  if (load <= BUSY) return undefined;
  return `WARNING: this machine is busy, load average ${load.toFixed(2)} for each core: ratios will be off, most where two sides use different numbers of cores.`;
}

/** As the kernel of Linux names it; elsewhere the model says enough. */
function vendor(): string | undefined {
  try {
    return /^vendor_id\s*:\s*(\S+)/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
