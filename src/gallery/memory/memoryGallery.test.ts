import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { account, DIMENSION, gauss, ids, MODEL, openGallery, setUp } from '../../../test/support/galleryOverMemory.ts';
import type { MemoryFeed } from '../../../test/support/memoryFeed.ts';
import { randomVector, variation } from '../../../test/support/vectors.ts';
import { type ListId, newId, type PersonId } from '../../domain/ids.ts';
import type { StoredVector } from '../../store/lists/listFeed.ts';

test('a list is loaded once and then kept in step by its change log', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  const [first] = enrol(500);
  const probe = (first as StoredVector).vector;
  expect((await search(probe))[0]).toEqual({
    descriptorId: first?.descriptorId,
    personId: first?.personId,
    cosine: 1,
  });

  const better = face(newId(), probe.slice());
  feed.change(listId, { add: [better.descriptorId], remove: [(first as StoredVector).descriptorId] });
  expect((await search(probe))[0]?.descriptorId).toBe(better.descriptorId);

  feed.change(listId, { remove: [better.descriptorId] });
  feed.forget(better.descriptorId);
  expect((await search(probe))[0]?.cosine).toBeLessThan(1);
  expect(feed.calls.load).toBe(1);
});

test('a person moves to another owner: the row follows', async () => {
  const { feed, listId, enrol, search } = setUp();
  const [first] = enrol(5) as [StoredVector];
  await search(first.vector);
  const owner = newId<PersonId>();
  feed.store({ ...first, personId: owner });
  feed.change(listId, { add: [first.descriptorId] });
  expect((await search(first.vector))[0]?.personId).toBe(owner);
});

test('vectors that changed hands after the log was read are not mistaken for the list’s', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  enrol(10);
  const moved = face();
  await search(moved.vector);
  feed.change(listId, { add: [moved.descriptorId] });
  // Between log and vectors another writer detaches it and gives it to a person who is in no list.
  feed.beforeVectors = () => {
    feed.beforeVectors = undefined;
    feed.change(listId, { remove: [moved.descriptorId] });
    feed.store({ ...moved, personId: newId() });
  };
  expect(ids(await search(moved.vector))).not.toContain(moved.descriptorId);
});

test.each([
  ['the log was trimmed', (feed: MemoryFeed, listId: ListId) => feed.trimLog(listId)],
  [
    'the database lost commits',
    (feed: MemoryFeed, listId: ListId) =>
      feed.loseCommits(
        listId,
        0,
        feed.rows(listId).map(({ descriptorId }) => descriptorId),
      ),
  ],
])('%s: the list is loaded anew', async (_name, harm) => {
  const { feed, listId, face, enrol, search } = setUp();
  enrol(20);
  await search(randomVector(DIMENSION, gauss));
  const added = face();
  feed.change(listId, { add: [added.descriptorId] });
  if (feed.calls.load === 1) await search(added.vector);
  const late = face();
  feed.change(listId, { add: [late.descriptorId] });
  harm(feed, listId);
  expect((await search(late.vector))[0]?.descriptorId).toBe(late.descriptorId);
  expect(feed.calls.load).toBe(2);
  await search(late.vector);
  expect(feed.calls.load).toBe(2);
});

test('what changed while a list was loading is set right before the first search', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  const [first] = enrol(150) as [StoredVector];
  const late = face();
  feed.duringLoad = () => {
    feed.duringLoad = undefined;
    feed.change(listId, { remove: [first.descriptorId], add: [late.descriptorId] });
    feed.store({ ...first, personId: newId() });
  };
  const found = ids(await search(first.vector, { limit: 1000 }));
  expect(found).toContain(late.descriptorId);
  expect(found).not.toContain(first.descriptorId);
  expect(found).toHaveLength(150);
});

test('a person deleted while a list is loading, before and behind the point that was reached', async () => {
  const { feed, listId, enrol, search } = setUp();
  const faces = enrol(350);
  const [early, late] = [faces[3], faces[340]] as [StoredVector, StoredVector];
  feed.duringLoad = () => {
    feed.duringLoad = undefined;
    for (const { descriptorId } of [early, late]) {
      feed.change(listId, { remove: [descriptorId] });
      feed.forget(descriptorId);
    }
  };
  const found = ids(await search(early.vector, { limit: 1000 }));
  expect(found).toHaveLength(348);
  expect(found).not.toContain(early.descriptorId);
  expect(found).not.toContain(late.descriptorId);
});

test('a fail-over between the version and the load: the search goes on with what the new primary has', async () => {
  const { feed, listId, enrol, search } = setUp();
  const [kept] = enrol(5) as [StoredVector];
  enrol(5);
  feed.afterVersion = () => {
    feed.afterVersion = undefined;
    feed.loseCommits(listId, 1, ids(feed.rows(listId).slice(0, 5)));
  };
  const found = await search(kept.vector, { limit: 10 });
  expect(found[0]?.descriptorId).toBe(kept.descriptorId);
  expect(found).toHaveLength(5);
});

test('the database lost a commit and made the same version again by another one: the list is loaded anew', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  const [first] = enrol(5) as [StoredVector];
  const kept = ids(feed.rows(listId));
  const lost = face();
  feed.change(listId, { add: [lost.descriptorId] });
  await search(lost.vector);
  feed.loseCommits(listId, 1, kept);
  const gained = face();
  feed.change(listId, { add: [gained.descriptorId] });
  const found = ids(await search(first.vector, { limit: 10 }));
  expect(found.sort()).toEqual([...kept, gained.descriptorId].sort());
  expect(feed.calls.load).toBe(2);
});

test('the same, and further commits since: the list is loaded anew', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  const [first] = enrol(5) as [StoredVector];
  const kept = ids(feed.rows(listId));
  feed.change(listId, { add: [face().descriptorId] });
  await search(first.vector);
  feed.loseCommits(listId, 1, kept);
  const gained = [face(), face()];
  for (const { descriptorId } of gained) feed.change(listId, { add: [descriptorId] });
  const found = ids(await search(first.vector, { limit: 10 }));
  expect(found.sort()).toEqual([...kept, ...ids(gained)].sort());
});

test('another host was opened in mid-load: what was read of two histories is read again', async () => {
  let hosts = 1;
  const { feed, listId, enrol, search } = setUp({ hostChanges: () => hosts });
  const [kept] = enrol(5) as [StoredVector];
  const [lost] = enrol(5) as [StoredVector];
  feed.duringLoad = () => {
    feed.duringLoad = undefined;
    hosts += 1;
    feed.loseCommits(listId, 1, ids(feed.rows(listId).slice(0, 5)));
  };
  const found = ids(await search(kept.vector, { limit: 10 }));
  expect(found).toHaveLength(5);
  expect(found).not.toContain(lost.descriptorId);
  expect(feed.calls.load).toBe(2);
});

test('with an age allowed, the database is asked again only when what is in memory is older', async () => {
  const { feed, listId, face, enrol, search } = setUp({ maxAgeMs: 100 });
  enrol(5);
  const late = face();
  await search(late.vector);
  const asked = feed.calls.version;
  feed.change(listId, { add: [late.descriptorId] });
  while (feed.calls.version === asked) {
    const found = ids(await search(late.vector));
    // Until it was asked: what was there. From then on: what was committed.
    expect(found.includes(late.descriptorId)).toBe(feed.calls.version > asked);
    await sleep(5);
  }
  expect(ids(await search(late.vector))).toContain(late.descriptorId);
});

test('searches at the same time share one load and one catch-up', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  enrol(300);
  const probe = randomVector(DIMENSION, gauss);
  await Promise.all(Array.from({ length: 8 }, () => search(probe)));
  expect(feed.calls.load).toBe(1);
  feed.change(listId, { add: [face(newId(), probe).descriptorId] });
  const found = await Promise.all(Array.from({ length: 8 }, () => search(probe)));
  expect(found.map((matches) => matches[0]?.cosine)).toEqual(Array.from({ length: 8 }, () => 1));
  expect(feed.calls.vectors).toBe(1);
});

test('a list that vanishes before or in mid-load matches nothing', async () => {
  const { feed, listId, enrol, search } = setUp();
  const [first] = enrol(300) as [StoredVector];
  feed.duringLoad = () => feed.deleteList(listId);
  // What was committed when the search began is a right answer, and so is nothing.
  await search(first.vector);
  expect(await search(first.vector)).toEqual([]);
  expect(await search(first.vector, { candidates: { kind: 'list', listId: newId() } })).toEqual([]);
});

test('a failed load is an error for this search only', async () => {
  const { feed, enrol, search } = setUp();
  const [first] = enrol(300) as [StoredVector];
  feed.duringLoad = () => {
    throw new Error('connection lost');
  };
  await expect(search(first.vector)).rejects.toThrow('connection lost');
  feed.duringLoad = undefined;
  expect((await search(first.vector))[0]?.descriptorId).toBe(first.descriptorId);
});

test('descriptors of another model, of nobody, or without direction are left out', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  enrol(5);
  const probe = randomVector(DIMENSION, gauss);
  const foreign = { ...face(newId(), probe), modelId: 'net-2' };
  const orphan = face(null, probe);
  const zero = face(newId(), new Float32Array(DIMENSION));
  feed.store(foreign);
  feed.change(listId, { add: [foreign.descriptorId, orphan.descriptorId, zero.descriptorId] });
  expect(ids(await search(probe, { limit: 10 }))).toHaveLength(5);
  expect(ids(await search(probe, { limit: 10, groupBy: 'descriptor' }))).toHaveLength(6);
  expect(ids(await search(probe, { modelId: 'net-2' }))).toEqual([foreign.descriptorId]);
  expect(await search(new Float32Array(DIMENSION))).toEqual([]);
});

test('sets of persons and of descriptors', async () => {
  const { feed, face, search } = setUp();
  const person = newId<PersonId>();
  const identity = randomVector(DIMENSION, gauss);
  const faces = Array.from({ length: 4 }, () => face(person, variation(identity, gauss)));
  const others = Array.from({ length: 2500 }, () => face());
  const foreign = { ...face(person, identity), modelId: 'net-2' };
  feed.store(foreign);

  const personIds = [...others.map(({ personId }) => personId as PersonId), person, person];
  const byPerson = await search(identity, { candidates: { kind: 'persons', personIds } });
  expect(byPerson).toHaveLength(3);
  expect(byPerson[0]?.personId).toBe(person);
  expect(feed.calls.vectorsOfPersons).toBe(3);

  const descriptorIds = [...faces, foreign].map(({ descriptorId }) => descriptorId);
  const byDescriptor = await search(identity, {
    candidates: { kind: 'descriptors', descriptorIds },
    groupBy: 'descriptor',
    limit: 10,
  });
  expect(ids(byDescriptor).toSorted()).toEqual(ids(faces).toSorted());
  expect(byDescriptor.map(({ cosine }) => cosine)).toEqual(
    byDescriptor.map(({ cosine }) => cosine).toSorted((a, b) => b - a),
  );
});

test('the best pair counts when there are several probes', async () => {
  const { enrol, search } = setUp();
  const faces = enrol(50);
  const probes = [faces[7], faces[3]].map((face) => (face as StoredVector).vector);
  const found = await search(probes[0] as Float32Array, { probes, limit: 2 });
  expect(found.map(({ cosine }) => cosine)).toEqual([1, 1]);
});

test('a large list is searched by threads, with the same answer', async () => {
  // The plain scan is sent to the threads at a few thousand rows already.
  const { feed, listId, enrol, search } = setUp({ workers: 2, kernel: 'javascript' });
  const faces = enrol(40_000);
  const alone = openGallery({ feed, workers: 0 });
  const probe = variation((faces[123] as StoredVector).vector, gauss);
  const expected = await alone.search(account, {
    candidates: { kind: 'list', listId },
    probes: [probe],
    modelId: MODEL,
    limit: 10,
    groupBy: 'person',
  });
  expect(await search(probe, { limit: 10 })).toEqual(expected);
  feed.change(listId, { remove: [(faces[123] as StoredVector).descriptorId] });
  expect(ids(await search(probe, { limit: 10 }))).not.toContain(faces[123]?.descriptorId);
});

test('memory that a list gives back in mid-search never shows another list’s faces', async () => {
  const { feed, listId, face, enrol, search } = setUp({ workers: 2, kernel: 'javascript' });
  const other = newId<ListId>();
  feed.createList(other);
  const mine = enrol(60_000);
  const probe = randomVector(DIMENSION, gauss);
  const allowed = new Set(ids(mine));
  await search(probe);
  await search(probe, { candidates: { kind: 'list', listId: other } });
  for (let round = 0; round < 4; round++) {
    const running = Array.from({ length: 3 }, () => search(probe, { limit: 50 }));
    await sleep(1);
    // A part of the list goes, and the other list takes its blocks with faces that would beat everyone.
    feed.change(listId, { remove: ids(mine.splice(0, 12_000)) });
    const theirs = Array.from({ length: 4000 }, () => face(newId(), variation(probe, gauss, 0.01)));
    const taken = search(probe);
    feed.change(other, { add: ids(theirs) });
    const stranger = search(probe, { candidates: { kind: 'list', listId: other } });
    for (const found of await Promise.all([...running, taken])) {
      expect(found.filter(({ descriptorId }) => !allowed.has(descriptorId))).toEqual([]);
    }
    expect((await stranger)[0]?.cosine).toBeGreaterThan(0.99);
  }
});

test('writers and searches together: each search sees what was committed before it, and no more than was ever there', async () => {
  const { feed, listId, face, enrol, search } = setUp();
  enrol(200);
  const probe = randomVector(DIMENSION, gauss);
  const present = new Map<PersonId, StoredVector>();
  let stop = false;
  const searcher = async () => {
    while (!stop) {
      const before = new Set(present.keys());
      const found = await search(probe, { limit: 1000 });
      const owners = new Set(found.map(({ personId }) => personId));
      const after = new Set(present.keys());
      for (const personId of before) if (after.has(personId)) expect(owners).toContain(personId);
      expect(owners.size).toBe(found.length);
      await sleep(0);
    }
  };
  const searchers = Promise.all([searcher(), searcher(), searcher()]);
  for (let round = 0; round < 120; round++) {
    const added = face();
    feed.change(listId, { add: [added.descriptorId] });
    present.set(added.personId as PersonId, added);
    if (round % 3 === 2) {
      const [personId, gone] = present.entries().next().value as [PersonId, StoredVector];
      present.delete(personId);
      feed.change(listId, { remove: [gone.descriptorId] });
      feed.forget(gone.descriptorId);
    }
    await sleep(0);
  }
  stop = true;
  await searchers;
  expect(feed.calls.load).toBe(1);
  expect(await search(probe, { limit: 1000 })).toHaveLength(200 + present.size);
});

test('a closed gallery refuses', async () => {
  const { gallery, search } = setUp();
  await gallery.close();
  await expect(search(randomVector(DIMENSION, gauss))).rejects.toThrow('gallery is unavailable');
});
