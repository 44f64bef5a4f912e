import { createRequire } from 'node:module';
import type { Options, SingleBar } from 'cli-progress';

/** A bar that is not started yet. The library is loaded by the first one: a service shows none. */
export function createProgressBar(options: Options): SingleBar {
  const { Presets, SingleBar: Bar }: typeof import('cli-progress') = createRequire(import.meta.url)('cli-progress');
  return new Bar(options, Presets.shades_classic);
}
