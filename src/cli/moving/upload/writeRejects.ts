import { type FileHandle, open } from 'node:fs/promises';
import { csvLine } from '../csv.ts';
import { escapeHtml, PAGE_END, pageBegin } from '../htmlPage.ts';
import { nameOf } from '../import/inventory.ts';
import { REJECT_COLUMNS } from './sources/table.ts';
import type { UploadItem, UploadSource } from './uploadItem.ts';
import type { Ended } from './uploadJournal.ts';

const MOST_THUMBNAILS = 1000;
const THUMBNAIL_SIDE = 96;

/**
 * Writes `<base>.rejects.csv`, which `upload` takes as a table, and a page with thumbnails beside it: what was not taken, was
 * skipped, or is to be looked at.
 */
export async function writeRejects(
  base: string,
  { items, unfit }: UploadSource,
  ended: ReadonlyMap<string, Ended>,
): Promise<{ readonly csv: string; readonly html: string }> {
  const csv = `${base}.rejects.csv`;
  const html = `${base}.rejects.html`;
  const [table, page] = await Promise.all([open(csv, 'w', 0o600), open(html, 'w', 0o600)]);
  try {
    await table.write(csvLine(REJECT_COLUMNS));
    await page.write(
      `${pageBegin('Photos to look at')}<table><tr><th></th><th>file</th><th>person</th><th>what</th><th>why</th></tr>\n`,
    );
    for (const { name, reason } of unfit) await writeOne(table, page, { name, outcome: 'rejected', reason });
    let pictures = 0;
    for (const item of items) {
      const end = ended.get(item.name);
      if (end?.reason === undefined) continue;
      const picture = pictures++ < MOST_THUMBNAILS ? await thumbnail(item) : '';
      await writeOne(table, page, end, item, picture);
    }
    await page.write(`</table>${PAGE_END}`);
    return { csv, html };
  } finally {
    await Promise.all([table.close(), page.close()]);
  }
}

async function writeOne(
  table: FileHandle,
  page: FileHandle,
  { name, outcome, reason = '' }: Ended,
  item?: UploadItem,
  picture = '',
): Promise<void> {
  const row: Record<(typeof REJECT_COLUMNS)[number], string> = {
    file: name,
    external_id: item?.externalId ?? '',
    user_data: item?.userData ?? '',
    lists: item?.lists.join('|') ?? '',
    reason,
  };
  // What was uploaded is not to be sent again.
  if (outcome !== 'uploaded') await table.write(csvLine(REJECT_COLUMNS.map((column) => row[column])));
  const cells = [name, item ? nameOf(item.userData, item.externalId) : '', outcome, reason]
    .map((cell) => `<td>${escapeHtml(cell)}</td>`)
    .join('');
  await page.write(`<tr><td>${picture}</td>${cells}</tr>\n`);
}

async function thumbnail(item: UploadItem): Promise<string> {
  try {
    const { default: sharp } = await import('sharp');
    const jpeg = await sharp(await item.read(), { limitInputPixels: 64_000_000 })
      .rotate()
      .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside' })
      .jpeg({ quality: 70 })
      .toBuffer();
    return `<img alt="" src="data:image/jpeg;base64,${jpeg.toString('base64')}">`;
  } catch {
    return '';
  }
}
