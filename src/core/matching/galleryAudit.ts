import type { ListId } from '../../domain/ids.ts';
import type { Gallery, ListAudit } from '../../gallery/gallery.ts';

export interface GalleryReport {
  readonly lists: readonly ListAudit[];
  /** Lists that differed. */
  readonly differing: number;
  readonly ms: number;
}

export interface GalleryAudit {
  /**
   * Compares what this node has in memory with the database and reloads what differs; without ids all that is loaded.
   * @throws Unavailable
   */
  run(listIds?: readonly ListId[], signal?: AbortSignal): Promise<GalleryReport>;
}

/** The audit of a gallery; undefined where it keeps no copies. */
export function createGalleryAudit(
  gallery: Pick<Gallery, 'audit'>,
  onRun: (summary: { lists: number; rows: number; differing: number; unsettled: number; ms: number }) => void,
): GalleryAudit | undefined {
  if (!gallery.audit) return undefined;
  return {
    async run(listIds, signal) {
      const started = performance.now();
      const lists = (await gallery.audit?.(listIds, signal)) ?? [];
      const ms = Math.round(performance.now() - started);
      const count = (state: ListAudit['state']) => lists.filter((list) => list.state === state).length;
      const differing = count('differs');
      const rows = lists.reduce((sum, list) => sum + list.rows, 0);
      onRun({ lists: lists.length, rows, differing, unsettled: count('unsettled'), ms });
      return { lists, differing, ms };
    },
  };
}
