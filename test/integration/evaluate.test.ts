import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { run } from './support/commandLine.ts';

let folder: string;
let photos: string;
let settings: Record<string, string>;

/** The largest faces of two group photos, each as it is and with less quality. A third photo shows nobody. */
beforeAll(async () => {
  const { root } = await testModels();
  folder = await mkdtemp(join(tmpdir(), 'luna-evaluate-'));
  photos = join(folder, 'photos');
  settings = { MODELS_DIR: root, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' };
  for (const [name, number] of Object.entries({ Ann: 1, Bea: 5 })) {
    await mkdir(join(photos, name), { recursive: true });
    const photo = await readFile(join(root, 'samples', `sample${number}.jpg`));
    await writeFile(join(photos, name, '1.jpg'), photo);
    await sharp(photo)
      .resize({ width: 400 })
      .jpeg({ quality: 60 })
      .toFile(join(photos, name, '2.jpg'));
  }
  await sharp({ create: { width: 200, height: 200, channels: 3, background: 'teal' } }).toFile(
    join(photos, 'wall.png'),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('writes a report, and looks at a photo again only when it was changed', async () => {
  const out = join(folder, 'out');
  const first = await run(['evaluate', photos, '--out', out], settings);
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('no face in 1 photos') });
  expect((await readdir(out)).sort()).toEqual(['observations.jsonl', 'report.html', 'report.json', 'vectors.f32']);
  const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  expect(report).toMatchObject({
    embedder: 'fr+',
    detection: { photos: 5, failed: ['wall.png'] },
    verification: { people: 2, genuine: 2, impostors: 4 },
  });
  expect(report.verification.thresholds).toContainEqual(expect.objectContaining({ similarity: 0.99, falseMatches: 0 }));
  const page = await readFile(join(out, 'report.html'), 'utf8');
  expect(page.match(/data:image\/jpeg;base64/g)?.length).toBeGreaterThan(3);

  const { size } = await stat(join(out, 'vectors.f32'));
  const photo = await readFile(join(photos, 'Bea', '2.jpg'));
  await sharp(photo)
    .rotate(3)
    .toFile(join(photos, 'Bea', '2.jpg.new.jpg'));
  const second = await run(['evaluate', photos, '--out', out, '--json'], settings);
  expect(JSON.parse(second.stdout).verification).toMatchObject({ genuine: 4, impostors: 6 });
  expect((await stat(join(out, 'vectors.f32'))).size).toBe(size * 1.25);
});

it('counts false matches, by group, of photos of people without a name', async () => {
  const unnamed = join(folder, 'unnamed');
  await mkdir(unnamed);
  // A group is told of from thirty pairs on: nine photos have 36, nine of which show one person.
  const files = Array.from({ length: 9 }, (_, index) => `${index}.jpg`);
  for (const [index, file] of files.entries()) {
    const sample = join(settings.MODELS_DIR ?? '', 'samples', `sample${[1, 4, 5][index % 3]}.jpg`);
    // Not by its path: where the engine's image library is loaded, it reads bytes only.
    await sharp(await readFile(sample))
      .resize({ width: 320 })
      .toFile(join(unnamed, file));
  }
  const rows = files.map((file, index) => `${file},,gender=female;live=${index % 3 === 0 ? 1 : 0};attack=print`);
  await writeFile(join(unnamed, 'images.csv'), ['file,identity,tags', ...rows].join('\n'));
  const args = ['evaluate', unnamed, '--out', join(folder, 'of-unnamed'), '--estimates', 'never', '--json'];
  const { code, stdout } = await run([...args, '--unnamed', 'strangers'], settings);
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).not.toHaveProperty('verification');
  expect(report.strangers).toBe(files.length);
  const ofAll = { genuine: 0, impostors: 36, fmr: { value: 9 / 36 } };
  expect(report.groups).toMatchObject([
    { name: 'all', ...ofAll },
    { name: 'gender=female', ...ofAll },
  ]);
  expect(report.liveness).toMatchObject({ living: { photos: 3 }, attacks: [{ name: 'print', photos: 6 }] });
  const uncompared = await run(args, settings);
  expect(JSON.parse(uncompared.stdout)).not.toHaveProperty('groups');
});

it('says so when there is nothing to look at', async () => {
  const empty = join(folder, 'empty');
  await mkdir(empty);
  expect(await run(['evaluate', empty, '--out', join(folder, 'none')], settings)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no photos'),
  });
});
