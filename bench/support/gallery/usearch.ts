import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The last version that runs on Node 20. */
const PACKAGE = 'usearch@2.25.3';

interface Usearch {
  exactSearch(
    dataset: Float32Array,
    query: Float32Array,
    dimensions: number,
    count: number,
    metric: 'ip',
    threads: number,
  ): { readonly keys: BigUint64Array };
}

export type ExactSearch = (probe: Float32Array, count: number, threads: number) => number[];

/**
 * The peer: usearch's exact search, installed into a temporary folder when it is not there yet.
 * @returns undefined when it cannot be installed
 */
export function usearchOver(vectors: Float32Array, dimension: number): ExactSearch | undefined {
  const folder = join(tmpdir(), `luna-backport3-bench-${PACKAGE.replace('@', '-')}`);
  try {
    if (!existsSync(join(folder, 'node_modules'))) {
      mkdirSync(folder, { recursive: true });
      execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', PACKAGE], {
        stdio: 'ignore',
      });
    }
    const usearch = createRequire(join(folder, 'package.json'))('usearch') as Usearch;
    return (probe, count, threads) => {
      // It reads from the start of the buffer, wherever the view begins: the probe must own its buffer.
      const { keys } = usearch.exactSearch(vectors, probe.slice(), dimension, count, 'ip', threads);
      return Array.from(keys, Number);
    };
  } catch (error) {
    console.error(`${PACKAGE} is left out: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
