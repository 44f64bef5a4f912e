/**
 * `npx tsx bench/moving/export.ts -- [--photos 200] [--data FOLDER] [--json FILE]`
 *
 * Persons with faces are enrolled by the API, exported, and imported into an empty instance. Both instances are asked the same 200
 * times, by descriptor and by photo, over a list of persons and one of descriptors; answers have to be the same to the last bit.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../../test/integration/support/commandLine.ts';
import { accountAt, registerAt } from '../../test/support/apiAccount.ts';
import { printReport } from '../support/report.ts';
import { differentPhotos } from './support/photos.ts';
import { summaryOf } from './support/program.ts';

const { values } = parseArgs({
  options: { photos: { type: 'string', default: '200' }, data: { type: 'string' }, json: { type: 'string' } },
});
const photos = await differentPhotos(Number(values.photos), values.data);
const SEARCHES = 200;
/** Of them by photo: each makes a face. */
const BY_PHOTO = 20;
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-export-'));
const OLD = { DATA_DIR: join(scratch, 'old') };
const NEW = { DATA_DIR: join(scratch, 'new') };
const old = await serve(OLD);
try {
  const account = await registerAt(() => old.url);
  const { call } = account;
  const { list_id: persons } = await call('POST', '/storage/lists', { list_data: 'guests' });
  const { list_id: faces } = await call('POST', '/storage/lists?type=descriptors', { list_data: 'faces' });
  const descriptors: string[] = [];
  for (const [index, photo] of photos.entries()) {
    const { faces: found } = await call('POST', '/storage/descriptors?warped_image=1', photo);
    const { person_id } = await call('POST', '/storage/persons', { user_data: `p${index}`, external_id: `${index}` });
    descriptors.push(found[0].id);
    await call('PATCH', `/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${found[0].id}`);
    await call('PATCH', `/storage/persons/${person_id}/linked_lists?do=attach&list_id=${persons}`);
    if (index % 2 === 0) {
      await call('PATCH', `/storage/descriptors/${found[0].id}/linked_lists?do=attach&list_id=${faces}`);
    }
  }
  const archive = join(scratch, 'export.jsonl');
  const exported = await summaryOf(['export', '--account', account.email, '--tokens', '--out', archive], OLD);
  const imported = await summaryOf(['import', '--archive', archive, '--journal', join(scratch, 'i.jsonl')], {
    ...NEW,
    LUNA_PASSWORD: account.password,
  });
  const fresh = await serve(NEW);
  const there = accountAt(() => fresh.url, account.token);
  let same = 0;
  try {
    for (let search = 0; search < SEARCHES; search++) {
      const id = descriptors[search % descriptors.length] ?? '';
      const byPhoto = search % (SEARCHES / BY_PHOTO) === 0;
      const path = byPhoto
        ? `/matching/search?list_id=${persons}&limit=10&warped_image=1`
        : search % 2 === 0
          ? `/matching/identify?descriptor_id=${id}&list_id=${persons}&limit=10`
          : `/matching/match?descriptor_id=${id}&list_id=${faces}&limit=10`;
      const ask = (api: typeof there) => api.call('POST', path, byPhoto ? photos[search % photos.length] : undefined);
      const [a, b] = await Promise.all([ask(account), ask(there)]);
      if (JSON.stringify(a.candidates) === JSON.stringify(b.candidates) && a.candidates.length > 0) same++;
    }
  } finally {
    await fresh.end('SIGTERM');
  }
  printReport(
    `moving: export of ${exported.descriptors} descriptors and import`,
    [
      { what: 'differences in the report of the import', value: imported.differences, unit: '', reach: '0' },
      { what: 'searches with the same answer', value: same, unit: `of ${SEARCHES}`, reach: `${SEARCHES}` },
    ],
    values.json,
  );
} finally {
  await old.end('SIGTERM');
  await rm(scratch, { recursive: true, force: true });
}
