import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Observation } from './observation.ts';
import { ObservationFile } from './observationFile.ts';
import { parseLfwPairs, readPhotos } from './readPhotos.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evaluation-test-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('a folder of photos', () => {
  it('is read by its images.csv', async () => {
    const lines = [
      'file,identity,tags',
      'a/1.jpg,Ann,gender=female;age=31',
      'b.png,,"faces=2;boxes=1,2,3,4,mask|5,6,7,8"',
    ];
    await writeFile(join(root, 'images.csv'), lines.join('\r\n'));
    await writeFile(join(root, 'protocol.csv'), 'file1,file2,same\na/1.jpg,b.png,0\n');
    await writeFile(join(root, 'same-people.csv'), 'identity1,identity2\nAnn,Anne\n');
    const { photos, protocol, doubtful } = await readPhotos(root);
    expect(photos[0]).toMatchObject({ file: 'a/1.jpg', identity: 'Ann', boxes: undefined });
    expect(photos[0]?.tags.get('age')).toBe('31');
    expect(photos[1]).toMatchObject({ identity: undefined, faces: 2 });
    expect(photos[1]?.boxes).toEqual([
      { left: 1, top: 2, right: 3, bottom: 4, kind: 'mask' },
      { left: 5, top: 6, right: 7, bottom: 8, kind: undefined },
    ]);
    expect(protocol).toEqual([{ first: 'a/1.jpg', second: 'b.png', same: false }]);
    expect(doubtful).toEqual([['Ann', 'Anne']]);
  });

  it('is a folder a person without one', async () => {
    await mkdir(join(root, 'Ann'));
    for (const file of ['Ann/1.jpg', 'Ann/notes.txt', 'nobody.JPG']) await writeFile(join(root, file), '');
    const { photos } = await readPhotos(root);
    expect(photos.map(({ file, identity }) => [file, identity])).toEqual([
      ['Ann/1.jpg', 'Ann'],
      ['nobody.JPG', undefined],
    ]);
  });

  it('is refused when it is empty', async () => {
    await expect(readPhotos(root)).rejects.toThrow('no photos');
  });

  it("has LFW's pairs", () => {
    expect(parseLfwPairs('10\t300\nAnn\t1\t4\nAnn\t1\tBob\t12\n')).toEqual([
      { first: 'Ann/Ann_0001.jpg', second: 'Ann/Ann_0004.jpg', same: true },
      { first: 'Ann/Ann_0001.jpg', second: 'Bob/Bob_0012.jpg', same: false },
    ]);
  });
});

describe('observations', () => {
  const by = { modelId: 'net', dimension: 2, choice: 'largest', estimates: false, liveness: false } as const;
  const observation = (file: string, row: number): Observation => ({
    file,
    size: 1,
    modified: 2,
    found: [],
    face: { row, rect: { x: 0, y: 0, width: 1, height: 1 }, score: 1 },
  });

  it('are there again for the next run, without a line that was cut off', async () => {
    const file = await ObservationFile.open(root, by);
    await Promise.all(
      ['a', 'b'].map((name, index) => file.add(Float32Array.of(index, 1), (row) => observation(name, row))),
    );
    await file.close();
    await appendFile(join(root, 'observations.jsonl'), '{"file":"c","si');
    await appendFile(join(root, 'vectors.f32'), 'half');
    const again = await ObservationFile.open(root, by);
    expect([...again.observations.keys()]).toEqual(['a', 'b']);
    await again.add(Float32Array.of(7, 1), (row) => observation('c', row));
    expect([...(await again.read(0, 3))]).toEqual([0, 1, 1, 1, 7, 1]);
    await again.close();
    const third = await ObservationFile.open(root, by);
    expect([...third.observations.keys()]).toEqual(['a', 'b', 'c']);
    await third.close();
  });

  it('of another engine are dropped', async () => {
    const file = await ObservationFile.open(root, by);
    await file.add(Float32Array.of(1, 1), (row) => observation('a', row));
    await file.close();
    const other = await ObservationFile.open(root, { ...by, modelId: 'other' });
    expect([other.observations.size, other.rows]).toEqual([0, 0]);
    await other.close();
  });
});
