import type { HostRole } from './hostDriver.ts';

/** The highest timeline that a primary of each cluster has shown. */
export class Timelines {
  readonly #highest = new Map<string, number>();

  note({ cluster, timeline }: HostRole): void {
    if (cluster === undefined || timeline === undefined) return;
    if (timeline > (this.#highest.get(cluster) ?? 0)) this.#highest.set(cluster, timeline);
  }

  /** Another primary of the cluster was promoted after this one. */
  isOutdated({ cluster, timeline }: HostRole): boolean {
    if (cluster === undefined || timeline === undefined) return false;
    return timeline < (this.#highest.get(cluster) ?? 0);
  }
}
