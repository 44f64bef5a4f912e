import { sql } from 'kysely';
import type { DescriptorId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { BlobForm, BlobRange, EncryptionStore, StoredBlob } from '../ports/encryption/encryptionStore.ts';
import { atomically, inChunks } from '../sql/context.ts';
import { createEncryptionRows } from './encryptionRows.ts';

/** Tables that hold what is sealed. */
const TABLES = { vectors: ['descriptor', 'descriptor_vector'], images: ['portrait'] } as const;

export function createEncryptionStore(context: StoreContext): EncryptionStore {
  const { db, dialect } = context;
  const { isTransaction: _, ...rows } = createEncryptionRows(context);
  const isSealed = { vectors: dialect.isSealedVector('vector'), images: dialect.isSealedImage('image') };

  /** Ids of the next rows, whatever their form: a page without any of the form that is wanted says nothing of the next ones. */
  async function nextIds(table: 'descriptor' | 'portrait', { after, limit }: BlobRange): Promise<DescriptorId[]> {
    const rows = await db
      .selectFrom(table)
      .select('descriptor_id')
      .distinct()
      .$if(after !== undefined, (query) => query.where('descriptor_id', '>', after ?? ''))
      .orderBy('descriptor_id')
      .limit(limit)
      .execute();
    return rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
  }

  const ofForm = (kind: keyof typeof TABLES, form: BlobForm) =>
    form === 'sealed' ? sql<boolean>`${isSealed[kind]}` : sql<boolean>`not (${isSealed[kind]})`;

  async function accountsOf(descriptorIds: readonly DescriptorId[]): Promise<ReadonlyMap<DescriptorId, string>> {
    const rows = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
      db
        .selectFrom('descriptor')
        .select(['descriptor_id', 'account_id'])
        .where(dialect.isAmong('descriptor_id', chunk))
        .execute(),
    );
    return new Map(rows.map(({ descriptor_id, account_id }) => [descriptor_id as DescriptorId, account_id]));
  }

  async function count(kind: keyof typeof TABLES): Promise<Readonly<Record<BlobForm, number>>> {
    const sum = { sealed: 0, plain: 0 };
    for (const table of TABLES[kind]) {
      const countOf = (form?: BlobForm) =>
        db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .$if(form !== undefined, (query) => query.where(ofForm(kind, form ?? 'sealed')))
          .executeTakeFirstOrThrow();
      const sealed = Number((await countOf('sealed')).count);
      sum.sealed += sealed;
      sum.plain += Number((await countOf()).count) - sealed;
    }
    return sum;
  }

  return {
    ...rows,

    async vectors(range) {
      const ids = await nextIds('descriptor', range);
      const rows = await inChunks(ids, dialect.vectorsPerStatement, (chunk) =>
        db
          .selectFrom('descriptor')
          .select(['descriptor_id', 'account_id', 'model_id', 'vector'])
          .where(dialect.isAmong('descriptor_id', chunk))
          .where(ofForm('vectors', range.form))
          .execute(),
      );
      const blobs = rows.map((row): StoredBlob => {
        const { account_id: accountId, model_id: modelId, vector: bytes } = row;
        return { descriptorId: row.descriptor_id as DescriptorId, accountId, side: 0, modelId, bytes };
      });
      return { blobs, last: ids.at(-1) };
    },

    async images(range) {
      const ids = await nextIds('portrait', range);
      const rows = await inChunks(ids, dialect.vectorsPerStatement, (chunk) =>
        db
          .selectFrom('portrait')
          .select(['descriptor_id', 'side', 'image'])
          .where(dialect.isAmong('descriptor_id', chunk))
          .where(ofForm('images', range.form))
          .execute(),
      );
      const accounts = await accountsOf(ids);
      const blobs = rows.map((row): StoredBlob => {
        const descriptorId = row.descriptor_id as DescriptorId;
        return { descriptorId, accountId: accounts.get(descriptorId), side: row.side, bytes: row.image };
      });
      return { blobs, last: ids.at(-1) };
    },

    replaceVectors: (blobs) =>
      atomically(context, async (tx) => {
        for (const { descriptorId, modelId, bytes } of inOrder(blobs)) {
          const update = tx.db.updateTable('descriptor').set({ vector: bytes });
          // A switch may have put a vector of another model into the row since it was read.
          await update
            .where('descriptor_id', '=', descriptorId)
            .where('model_id', '=', modelId ?? '')
            .execute();
        }
      }),

    replaceImages: (blobs) =>
      atomically(context, async (tx) => {
        for (const { descriptorId, side, bytes } of inOrder(blobs)) {
          const update = tx.db.updateTable('portrait').set({ image: bytes });
          await update.where('descriptor_id', '=', descriptorId).where('side', '=', side).execute();
        }
      }),

    countVectors: () => count('vectors'),
    countImages: () => count('images'),
    accountsOf,

    async unreadableAccounts(limit) {
      const rows = await db
        .selectFrom('account')
        .select('account_id')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('account_key')
                .select('account_key.account_id')
                .whereRef('account_key.account_id', '=', 'account.account_id'),
            ),
          ),
        )
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('descriptor')
              .select('descriptor.descriptor_id')
              .whereRef('descriptor.account_id', '=', 'account.account_id')
              .where(dialect.isSealedVector('descriptor.vector')),
          ),
        )
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map(({ account_id }) => account_id);
    },
  };
}

/** In the order of locks. */
function inOrder(blobs: readonly StoredBlob[]): readonly StoredBlob[] {
  return [...blobs].sort((one, other) =>
    one.descriptorId === other.descriptorId ? one.side - other.side : one.descriptorId < other.descriptorId ? -1 : 1,
  );
}
