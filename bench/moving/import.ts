/**
 * `npx tsx bench/moving/import.ts -- [--persons 1000] [--portraits 1500] [--rate 40] [--embedder fr+] [--data FOLDER]
 * [--json FILE]`
 *
 * An account of an instance of ours in lp3 mode, with three lists and five tokens, is imported into an empty one over HTTP; then
 * again after 50 changes there. Both sides are read as a client reads them and compared: every id, text, time, link and
 * portrait. A proxy before the old instance counts what it is asked. The old instance is filled by an export that is written
 * here, with vectors of chance; the import makes faces of all portraits.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EMBEDDERS, type EmbedderName } from '../../src/vision/embed/embedders.ts';
import { serve } from '../../test/integration/support/commandLine.ts';
import { printReport, type Row } from '../support/report.ts';
import { makeOldAccount, PASSWORD } from './support/account.ts';
import { changeFifty } from './support/changeFifty.ts';
import { clientView, differingLines } from './support/clientView.ts';
import { beyondRate, startCountingProxy } from './support/countingProxy.ts';
import { differentPhotos } from './support/photos.ts';
import { summaryOf } from './support/program.ts';
import { writeArchive } from './support/writeArchive.ts';

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '1000' },
    portraits: { type: 'string', default: '1500' },
    rate: { type: 'string', default: '40' },
    data: { type: 'string' },
    embedder: { type: 'string', default: 'fr+' },
    json: { type: 'string' },
  },
});
const size = { persons: Number(values.persons), portraits: Number(values.portraits) };
const rate = Number(values.rate);
const embedder = values.embedder as EmbedderName;
const NEW_PORTRAITS = 10;
const EMAIL = 'moved@example.com';

const photos = await differentPhotos(size.portraits + NEW_PORTRAITS, values.data);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-moving-'));
const OLD = { DATA_DIR: join(scratch, 'old'), COMPATIBILITY: 'lp3', EMBEDDER: embedder, LUNA_PASSWORD: PASSWORD };
const NEW = { DATA_DIR: join(scratch, 'new'), EMBEDDER: embedder, LUNA_PASSWORD: PASSWORD };
const rows: Row[] = [];
const add = (what: string, value: number, reach?: string, unit = '') =>
  rows.push({ what, value, unit, ...(reach !== undefined && { reach }) });

const account = makeOldAccount(EMAIL, photos, size);
const archive = join(scratch, 'old.jsonl');
const { id: modelId, dimension } = EMBEDDERS[embedder];
await writeArchive(archive, account, { modelId, dimension });
await summaryOf(['import', '--archive', archive, '--journal', join(scratch, 'fill.jsonl')], OLD);
const old = await serve(OLD);
const proxy = await startCountingProxy(old.url);
const here = await serve(NEW);
try {
  const [token = ''] = [...account.tokens.keys()].slice(2);
  const view = (server: { url: string }) => clientView(server.url, EMAIL, token);
  const importIt = (...more: string[]) =>
    summaryOf(
      [
        'import',
        '--from',
        proxy.url,
        '--login',
        EMAIL,
        '--rate',
        `${rate}`,
        '--journal',
        join(scratch, 'i.jsonl'),
        ...more,
      ],
      NEW,
    );
  const first = await importIt();
  const before = await view(old);
  const different = differingLines(before, await view(here));
  say(different);
  add('first run: lines of the client’s view that differ', different.length, '0');
  add('first run: differences in its report', first.differences, '0');
  add('first run: persons here', first.counts.persons.here, `${size.persons}`);
  add('first run: descriptors here', first.counts.descriptors.here, `${size.portraits}`);
  add('first run: exit code', first.code, '0');
  add('first run: asks', proxy.asked.length);
  add(
    'first run: asks beyond the rate',
    beyondRate(
      proxy.asked.map(({ time }) => time),
      rate,
    ),
    '0',
  );

  const expected = await changeFifty(old.url, account, EMAIL, photos.slice(-NEW_PORTRAITS));
  const asked = proxy.asked.length;
  const second = await importIt('--self-match', '0');
  const after = await view(old);
  const left = differingLines(after, await view(here));
  say(left);
  add('after 50 changes: lines that differed before', differingLines(before, after).length);
  add('after 50 changes: lines that differ', left.length, '0');
  add('after 50 changes: differences in its report', second.differences, '0');
  const portraits = proxy.asked.slice(asked).filter(({ what }) => what.includes('/portraits/'));
  add('after 50 changes: portraits fetched', portraits.length, `${NEW_PORTRAITS}`);
  for (const [name, count] of Object.entries(expected))
    add(`after 50 changes: ${name}`, second.changes[name], `${count}`);
} finally {
  await Promise.all([old.end('SIGTERM'), here.end('SIGTERM'), proxy.close()]);
  await rm(scratch, { recursive: true, force: true });
}
printReport(
  `moving: import of ${size.persons} persons, ${size.portraits} portraits, ${rate} asks/s, ${embedder}`,
  rows,
  values.json,
);

function say(lines: readonly string[]): void {
  for (const line of lines.slice(0, 5)) console.error(line);
}
