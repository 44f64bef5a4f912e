/**
 * `npm run bench:degrade -- FOLDER OUT [--each 3]`
 *
 * Degraded copies of the photos of people who have several, at most so many each, as folders that `luna-backport3 evaluate` reads:
 * `whole` (as they are), `small` (28 % of the size; evaluate it with MIN_IMAGE_SIDE=48), `jpeg` (quality 8), `blur` (σ 3 pixels).
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { parseCsv } from '../src/evaluation/photos/csv.ts';

const SMALL = 0.28;
const DAMAGES: Readonly<Record<string, (photo: Sharp, width: number) => Sharp>> = {
  whole: (photo) => photo.png(),
  small: (photo, width) => photo.resize(Math.round(width * SMALL)).png(),
  jpeg: (photo) => photo.jpeg({ quality: 8 }),
  blur: (photo) => photo.blur(3).png(),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { each: { type: 'string', default: '3' } },
});
const [from, out] = positionals;
if (!from || !out) throw new Error('a folder of photos with images.csv, and a folder for the copies');

const people = new Map<string, ReadonlyMap<string, string>[]>();
for (const row of parseCsv(await readFile(join(from, 'images.csv'), 'utf8'))) {
  const name = row.get('identity') ?? '';
  people.set(name, [...(people.get(name) ?? []), row]);
}
const chosen = [...people].flatMap(([name, rows]) =>
  name !== '' && rows.length > 1
    ? rows.slice(0, Number(values.each)).map((row) => ({ name, file: row.get('file') ?? '' }))
    : [],
);
for (const [damage, apply] of Object.entries(DAMAGES)) {
  const lines = ['file,identity,tags'];
  for (const { name, file } of chosen) {
    const copy = `${file.replace(/\.\w+$/, '')}.${damage === 'jpeg' ? 'jpg' : 'png'}`;
    const photo = sharp(await readFile(join(from, file)));
    const { width } = await photo.metadata();
    await mkdir(dirname(join(out, damage, copy)), { recursive: true });
    await apply(photo, width).toFile(join(out, damage, copy));
    lines.push(`${copy},${name},`);
  }
  await writeFile(join(out, damage, 'images.csv'), `${lines.join('\n')}\n`);
  await copyFile(join(from, 'same-people.csv'), join(out, damage, 'same-people.csv')).catch(() => undefined);
}
console.log(
  `${chosen.length} photos of ${new Set(chosen.map(({ name }) => name)).size} people, ${Object.keys(DAMAGES).join(', ')}`,
);
