import { type AccountId, type DescriptorId, type ListId, newId } from '../../src/domain/ids.ts';
import { createClock } from '../../src/domain/time.ts';
import type { PrewarmedGallery } from '../../src/gallery/memory/prewarmedGallery.ts';
import type { Store } from '../../src/store/store.ts';
import { DATABASE, type PostgresServer } from '../../test/support/postgres/postgresServer.ts';
import type { Row } from './report.ts';

export interface WriteRateParts {
  readonly server: PostgresServer;
  readonly accountId: AccountId;
  /** Follows the lists that are written to. */
  readonly gallery: PrewarmedGallery;
  /** A node that announces what it has changed, and one that does not. */
  readonly hinting: Store;
  readonly silent: Store;
  readonly seconds: number;
}

const WRITERS = 8;
const ROUNDS = 5;
/** As a slow disk, or a synchronous standby, makes each flush wait. */
const SLOW_FLUSH_MS = 2;
const clock = createClock('UTC');

/** NOTIFY within the transaction, for comparison: as the service does not do it. */
const TRIGGER = `
  create function tell_of_list() returns trigger language plpgsql as $$ begin
    perform pg_notify('luna_backport3_lists', new.list_id); return null;
  end $$;
  create trigger tell after update on descriptors_list for each row execute function tell_of_list();
  alter table descriptors_list disable trigger tell`;

/** Small transactions a second of writers on lists of their own: the best round of each way, the rounds taking turns. */
export async function measureWriteRates(parts: WriteRateParts): Promise<Row[]> {
  const { server, accountId, gallery, hinting, silent, seconds } = parts;
  const listIds = Array.from({ length: WRITERS }, () => newId<ListId>());
  for (const listId of listIds) {
    await silent.lists.create(accountId, { listId, kind: 'descriptors', listData: '', createTime: clock() });
  }
  await gallery.prewarm(listIds, { modelId: 'bench', dimension: 512 });
  await server.query(TRIGGER, DATABASE);
  const setTrigger = (state: 'enable' | 'disable') =>
    server.query(`alter table descriptors_list ${state} trigger tell`, DATABASE);

  async function rate(store: Store): Promise<number> {
    let written = 0;
    const end = performance.now() + seconds * 1000;
    const write = async (listId: ListId) => {
      while (performance.now() < end) {
        await store.lists.recordChange([listId], { add: [newId<DescriptorId>()] });
        written++;
      }
    };
    await Promise.all(listIds.map(write));
    return written / seconds;
  }

  async function bestRates() {
    const best = { without: 0, hinted: 0, inside: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      best.without = Math.max(best.without, await rate(silent));
      best.hinted = Math.max(best.hinted, await rate(hinting));
      await setTrigger('enable');
      best.inside = Math.max(best.inside, await rate(silent));
      await setTrigger('disable');
    }
    return best;
  }

  const fast = await bestRates();
  for (const setting of [`commit_delay = ${SLOW_FLUSH_MS * 1000}`, 'commit_siblings = 0']) {
    await server.query(`alter system set ${setting}`);
  }
  await server.query('select pg_reload_conf()');
  const slow = await bestRates();
  return [
    ...rowsOf(`${WRITERS} writers`, fast),
    ...rowsOf(`${WRITERS} writers, a flush takes ${SLOW_FLUSH_MS} ms more`, slow),
  ];
}

function rowsOf(who: string, { without, hinted, inside }: { without: number; hinted: number; inside: number }): Row[] {
  const unit = 'transactions/s';
  return [
    { what: `${who}, without hints`, value: without, unit },
    { what: `${who}, with hints`, value: hinted, unit },
    { what: `${who}, NOTIFY inside the transaction instead`, value: inside, unit },
  ];
}
