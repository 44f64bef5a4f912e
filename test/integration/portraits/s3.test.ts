import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectGarbage } from '../../../src/core/upkeep/garbage.ts';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId } from '../../../src/domain/ids.ts';
import { movePortraits } from '../../../src/portraits/movePortraits.ts';
import { type OpenPortraits, openPortraits } from '../../../src/portraits/openPortraits.ts';
import type { StoredPortrait } from '../../../src/portraits/portraitStore.ts';
import { BucketFailed } from '../../../src/portraits/s3/bucketErrors.ts';
import type { BucketOptions } from '../../../src/portraits/s3/bucketOptions.ts';
import { openBucket } from '../../../src/portraits/s3/openBucket.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import type { PortraitKind } from '../../../src/store/ports/portraits.ts';
import type { Store } from '../../../src/store/store.ts';
import { needs } from '../../support/run/needs.ts';
import {
  type BucketFault,
  type FaultyBucketProxy,
  startFaultyBucketProxy,
} from '../../support/s3/faultyBucketProxy.ts';
import { hasMoto, type MotoServer, startMotoServer } from '../../support/s3/motoServer.ts';
import { emptyDatabase } from '../store/support/emptyDatabase.ts';
import { anAccount, clock } from '../store/support/rows.ts';

/** Portraits in a bucket, of a service that speaks S3's protocol, behind a proxy that fails as it is told. */

const SILENT = { info: () => undefined, warn: () => undefined };
const PLACE_AGE_MS = 100;
const CALL_MS = 4000;
const BUCKET = 'faces';

describe(
  'portraits in S3',
  needs(hasMoto, 'there is no moto_server (python3-moto, or pip install moto[s3,server])'),
  () => {
    let service: MotoServer;
    let proxy: FaultyBucketProxy;
    let database: OpenDatabase;
    let store: Store;
    let folder: string;
    let accountId: AccountId;
    let prefix: string;
    let number = 0;

    beforeAll(async () => {
      service = await startMotoServer();
      await service.createBucket(BUCKET);
      database = await openDatabase({ type: 'pglite', directory: 'memory' }, SILENT);
      await migrate(database.db, database.dialect);
      store = createStore(database);
    });
    afterAll(async () => {
      await store?.close();
      await service?.close();
    });

    beforeEach(async () => {
      proxy = await startFaultyBucketProxy(service.url);
      await emptyDatabase(database);
      folder = await mkdtemp(join(tmpdir(), 'portraits-'));
      accountId = await anAccount(store);
      prefix = `p${++number}/faces/`;
      return async () => {
        await proxy.close();
        await rm(folder, { recursive: true, force: true });
      };
    });

    const optionsOf = (changes: Partial<BucketOptions> = {}): BucketOptions => ({
      endpoint: proxy.url,
      bucket: BUCKET,
      region: 'us-east-1',
      prefix,
      accessKeyId: service.accessKeyId,
      secretAccessKey: service.secretAccessKey,
      pathStyle: true,
      callMs: CALL_MS,
      connections: 8,
      ...changes,
    });
    const open = (wanted: PortraitKind = 's3', changes: Partial<BucketOptions> = {}, of = store) =>
      openPortraits(of, { folder, bucket: openBucket(optionsOf(changes)), wanted, placeAgeMs: PLACE_AGE_MS }, SILENT);
    const keys = async () => service.keys(BUCKET, prefix);
    const images = async () => (await keys()).filter((key) => key.endsWith('.jpg'));

    function aPortrait(sides: readonly number[] = [64, 96]): StoredPortrait {
      const image = Buffer.alloc(30_000, `portrait ${newId()} `);
      return { image, thumbnails: new Map(sides.map((side) => [side, Buffer.from(`thumbnail ${newId()} ${side}`)])) };
    }

    async function stored({ shared }: OpenPortraits, count: number): Promise<Map<DescriptorId, StoredPortrait>> {
      const all = new Map<DescriptorId, StoredPortrait>();
      for (let index = 0; index < count; index++) {
        const descriptorId = newId<DescriptorId>();
        const portrait = aPortrait();
        await shared.put(descriptorId, portrait);
        const row = { descriptorId, createTime: clock(), modelId: 'm', vector: Float32Array.of(1), hasPortrait: true };
        await store.descriptors.createMany(accountId, [row]);
        all.set(descriptorId, portrait);
      }
      return all;
    }

    async function expectAll({ shared }: OpenPortraits, all: ReadonlyMap<DescriptorId, StoredPortrait>): Promise<void> {
      for (const [id, portrait] of all) {
        const found = await shared.getAll(id);
        expect(Buffer.from(found?.image ?? []).equals(portrait.image ?? Buffer.alloc(0)), id).toBe(true);
        expect([...(found?.thumbnails ?? [])].map(([side, bytes]) => [side, String(bytes)]).sort()).toEqual(
          [...portrait.thumbnails].map(([side, bytes]) => [side, String(bytes)]).sort(),
        );
      }
    }

    it('come back, are listed in pages, and are deleted whatever their side', async () => {
      const portraits = await open();
      const all = await stored(portraits, 7);
      await expectAll(portraits, all);
      const ids = [...all.keys()].sort();
      const [id = newId<DescriptorId>()] = ids;
      expect(String(await portraits.shared.getThumbnail(id, 64))).toMatch(/^thumbnail .* 64$/);
      for (const side of [0, 1, 65, 65_536, 1e20, 1e300, Number.POSITIVE_INFINITY, 64.5]) {
        expect(await portraits.shared.getThumbnail(id, side), `${side}`).toBeUndefined();
      }
      const unknown = newId<DescriptorId>();
      expect(await portraits.shared.getAll(unknown)).toBeUndefined();
      const first = await portraits.shared.page({ limit: 3 });
      const rest = await portraits.shared.page({ after: first.at(-1)?.descriptorId, limit: 9 });
      expect([...first, ...rest].map(({ descriptorId }) => descriptorId)).toEqual(ids);
      for (const { writtenAt } of rest) expect(Math.abs(writtenAt.getTime() - Date.now())).toBeLessThan(600_000);
      expect(await portraits.shared.delete([...ids, unknown])).toEqual({
        portraits: 7,
        thumbnails: 14,
        missing: [unknown],
      });
      expect(await keys()).toEqual([`${prefix}bucket-id`]);
    });

    it('each has its checksum beside it, and the service gets it too', async () => {
      const portraits = await open();
      const seen: string[] = [];
      proxy.fault = (_, { method, headers }) => {
        if (method === 'PUT') seen.push(`${headers['x-amz-checksum-sha256']} ${headers['x-amz-meta-sha256']}`);
        return 'none';
      };
      await portraits.shared.put(newId<DescriptorId>(), { image: Buffer.from('face'), thumbnails: new Map() });
      const hash = createHash('sha256').update('face');
      const hex = hash.copy().digest('hex');
      expect(seen).toEqual([`${hash.digest('base64')} ${hex}`]);
    });

    describe('of two buckets', () => {
      it('a node whose prefix, bucket or settings differ does not start', async () => {
        await stored(await open(), 1);
        await expect(open('s3', { prefix: `${prefix}other/` })).rejects.toThrow(/the bucket with the id .* has none/);
        await openBucket(optionsOf({ prefix: `${prefix}third/` })).ensureId();
        await expect(open('s3', { prefix: `${prefix}third/` })).rejects.toThrow(/is that with the id/);
        await expect(open('s3', { bucket: 'nowhere' })).rejects.toThrow(/NoSuchBucket/);
        const without = openPortraits(store, { folder, wanted: 'database' }, SILENT);
        await expect(without).rejects.toThrow(/set S3_BUCKET/);
      });

      it('another database does not take over one that holds portraits', async () => {
        await stored(await open(), 1);
        const other = await openStore({ type: 'pglite', directory: 'memory' });
        await expect(open('s3', {}, other)).rejects.toThrow(/portraits of another database/);
        const places = await open('database', {}, other);
        const parts = { store: other, places, folder, bucket: places.bucket, onProgress: () => undefined };
        await expect(movePortraits(parts, 's3')).rejects.toThrow(/portraits of another installation/);
        expect(await other.portraitPlace.find()).toMatchObject({ kind: 'database', movingFrom: null });
        await other.close();
      });

      it('nodes that start together on an empty database both use one', async () => {
        const [one, other] = await Promise.all([open(), open()]);
        expect(one.place).toEqual(other.place);
        expect(one.place.bucketId).toBe(await other.bucket?.readId());
        await expectAll(other, await stored(one, 1));
      });
    });

    describe('a service that fails', () => {
      const FAULTS: readonly (readonly [name: string, fault: BucketFault, says: RegExp])[] = [
        ['is slow', 'slow', /no answer within/],
        ['answers 500', 500, /500 InternalError/],
        ['answers 503', 503, /503 SlowDown/],
        ['refuses', 403, /403 AccessDenied/],
        ['has lost its bucket', 404, /404 NoSuchBucket/],
        ['cuts its answers', 'cut', /cut off|ECONNRESET|socket hang up|aborted/],
      ];

      it.each(FAULTS)('that %s: clean errors in time, then everything as before', async (_, fault, says) => {
        // Each call waits as long as it may.
        const callMs = fault === 'slow' ? 1000 : CALL_MS;
        const portraits = await open('s3', { callMs });
        const all = await stored(portraits, 1);
        const [id = newId<DescriptorId>()] = all.keys();
        proxy.fault = () => fault;
        // A deletion's answer has no body that could be cut.
        const calls = [
          () => portraits.shared.get(id),
          () => portraits.shared.getAll(id),
          () => portraits.shared.page({ limit: 5 }),
          ...(fault === 'cut' ? [] : [() => portraits.shared.put(newId<DescriptorId>(), aPortrait())]),
          () => portraits.shared.delete([id]),
          ...(fault === 'cut' ? [] : [() => portraits.shared.probeWrite()]),
        ];
        for (const call of calls) {
          const began = performance.now();
          const error = await call().then(
            () => undefined,
            (reason: unknown) => reason,
          );
          expect(error, String(call)).toBeInstanceOf(BucketFailed);
          expect(String(error)).toMatch(says);
          expect(performance.now() - began).toBeLessThan(2 * callMs + 2000);
        }
        proxy.fault = () => 'none';
        await expectAll(portraits, all);
        await portraits.shared.probeWrite();
      });

      it('that is gone: errors at once, starts go on, and portraits are there when it is', async () => {
        const portraits = await open();
        const all = await stored(portraits, 1);
        const [id = newId<DescriptorId>()] = all.keys();
        await proxy.leave();
        await expect(portraits.shared.get(id)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
        await expect(portraits.shared.probeWrite()).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
        const started = await open();
        await expect(started.shared.get(id)).rejects.toThrow(BucketFailed);
        await proxy.comeBack();
        await expectAll(started, all);
        await expectAll(portraits, all);
      });

      it('once or twice is asked again, and nobody notices', async () => {
        const portraits = await open();
        for (const fault of [500, 503, 'cut', 'spoilt'] as const) {
          const all = await stored(portraits, 1);
          const [id = newId<DescriptorId>()] = all.keys();
          const begun = proxy.asked;
          proxy.fault = (asked) => (asked < begun + 2 ? fault : 'none');
          expect(
            Buffer.from((await portraits.shared.get(id)) ?? []).equals(all.get(id)?.image ?? Buffer.alloc(0)),
          ).toBe(true);
          expect(proxy.asked - begun).toBe(3);
        }
      });

      it('is asked three times and no more, and not again where that helps nobody', async () => {
        const { shared } = await open();
        for (const [fault, times] of [
          [500, 3],
          [403, 1],
          [404, 1],
        ] as const) {
          const begun = proxy.asked;
          proxy.fault = () => fault;
          await expect(shared.get(newId<DescriptorId>())).rejects.toThrow(BucketFailed);
          expect(proxy.asked - begun, `${fault}`).toBe(times);
        }
      });

      it('that returns other bytes than were stored is not believed', async () => {
        const portraits = await open();
        const [id = newId<DescriptorId>()] = (await stored(portraits, 1)).keys();
        proxy.fault = () => 'spoilt';
        await expect(portraits.shared.get(id)).rejects.toThrow(/the checksum of .* is wrong/);
      });

      it('that takes no such credentials says so, and nothing repeats them', async () => {
        await open();
        await service.checkSignatures(true);
        try {
          // By signatures of what it gives and takes, and of a list.
          prefix = '';
          const right = openBucket(optionsOf());
          await right.store.put(newId<DescriptorId>(), aPortrait());
          await right.store.probeWrite().catch((error: unknown) => expect(String(error)).toBe(''));
          expect(await right.store.page({ limit: 1 })).toHaveLength(1);
          const wrong = { secretAccessKey: 'a-wrong-secret-nobody-may-see' };
          prefix = `p${number}/faces/`;
          const refusal = await open('s3', wrong).catch(String);
          expect(refusal).toMatch(/403 SignatureDoesNotMatch/);
          const { store: bucket } = openBucket(optionsOf(wrong));
          const failure = await bucket.get(newId<DescriptorId>()).catch((error: unknown) => error);
          expect(failure).toBeInstanceOf(BucketFailed);
          expect(`${refusal}${JSON.stringify(failure)}${(failure as Error).stack}`).not.toMatch(
            new RegExp(`${wrong.secretAccessKey}|${service.accessKeyId}`),
          );
        } finally {
          await service.checkSignatures(false);
        }
      });
    });

    it('no more connections than it may have', async () => {
      const bucket = openBucket(optionsOf({ connections: 3, callMs: 30_000 }));
      const ids = Array.from({ length: 40 }, () => newId<DescriptorId>());
      await Promise.all(ids.map((id) => bucket.store.get(id)));
      expect(proxy.asked).toBe(40);
      expect(proxy.most).toBe(3);
    });

    it('more objects than a list has', async () => {
      const bucket = openBucket(optionsOf({ callMs: 30_000 }));
      const ids = Array.from({ length: 350 }, () => newId<DescriptorId>());
      const waiting = ids.values();
      const portrait = { image: Buffer.from('x'), thumbnails: new Map([1, 2].map((side) => [side, Buffer.from('y')])) };
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (const id of waiting) await bucket.store.put(id, portrait);
        }),
      );
      const page = await bucket.store.page({ limit: 1000 });
      expect(page.map(({ descriptorId }) => descriptorId)).toEqual([...ids].sort());
      expect((await bucket.store.page({ after: page[333]?.descriptorId, limit: 1000 })).length).toBe(16);
    });

    it('moves from files, to the database and back to files; each portrait is in one place', async () => {
      let portraits = await open('files');
      const all = await stored(portraits, 12);
      const parts = { store, folder, orphanMs: 0, placeAgeMs: PLACE_AGE_MS, onProgress: () => undefined };
      for (const to of ['s3', 'database', 's3', 'files'] as const) {
        const from = (await store.portraitPlace.find())?.kind ?? 'files';
        const report = await movePortraits({ ...parts, places: portraits, bucket: portraits.bucket }, to);
        expect(report).toMatchObject({ moved: 12, total: 12, orphans: 0 });
        portraits = await open(to);
        await expectAll(portraits, all);
        expect(await portraits[from].page({ limit: 1 })).toEqual([]);
        expect((await images()).length).toBe(to === 's3' ? 36 : 0);
      }
      const [id = newId<DescriptorId>()] = all.keys();
      // What a crash has left in a bucket that was left goes with its descriptor.
      await portraits.s3.put(id, aPortrait());
      await portraits.shared.delete([id]);
      expect(await images()).toEqual([]);
    });

    it('garbage collection takes what no row has, and half-done probes', async () => {
      const portraits = await open();
      const all = await stored(portraits, 2);
      await portraits.shared.put(newId<DescriptorId>(), aPortrait());
      await service.call('PUT', `${BUCKET}/${prefix}write-probe/${newId()}`);
      expect((await images()).length).toBe(9);
      const { garbage } = store;
      const parts = { garbage, portraits: portraits.shared, clock, clockGuard: { doubt: async () => undefined } };
      for (const id of all.keys()) expect(await portraits.shared.get(id)).toBeDefined();
      const young = await collectGarbage(parts as never, { minimumAgeSeconds: 3600, dryRun: false });
      expect(young).toMatchObject({ orphanedPortraits: 0, unfinishedFiles: 0 });
      // The two descriptors are in no list and of no person, and go as well, if they are old enough.
      const report = await collectGarbage(parts as never, { minimumAgeSeconds: -60, dryRun: false });
      expect(report).toMatchObject({ descriptors: 2, orphanedPortraits: 1 });
      expect(all.size).toBe(2);
      expect(await keys()).toEqual([`${prefix}bucket-id`]);
    });
  },
);
