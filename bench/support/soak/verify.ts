import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SoakClient } from './client.ts';
import { folderSize } from './folderBytes.ts';
import type { SoakPlace } from './placeToSoak.ts';
import type { Traffic } from './traffic.ts';

export interface Verdict {
  /** Acknowledged persons that are not there, or are as they were before an acknowledged change. */
  readonly lost: number;
  /** Erased persons that are there. */
  readonly back: number;
}

/** What belongs to nobody. */
export interface Orphans {
  readonly orphans: number;
  readonly orphanPortraits: number;
}

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bin', 'luna-backport3.js');

/** Compares what the server has with what it acknowledged. Nothing else may be going on. */
export async function verify(client: SoakClient, { people, erased }: Traffic): Promise<Verdict> {
  let lost = 0;
  for (const { personId, descriptorId, userData } of people.all()) {
    const person = await client
      .json<{ user_data: string; descriptors: readonly string[] }>('verify', {
        method: 'GET',
        path: `/4/storage/persons/${personId}`,
      })
      .catch(() => undefined);
    if (person?.user_data !== userData || !person.descriptors.includes(descriptorId)) lost++;
  }
  let back = 0;
  const errors = client.errors.length;
  for (const personId of erased) {
    const answer = client.call('verify', { method: 'GET', path: `/4/storage/persons/${personId}` });
    if (
      await answer.then(
        () => true,
        () => false,
      )
    )
      back++;
  }
  // These were to be refused.
  client.errors.splice(errors);
  return { lost, back };
}

/** What is left when garbage was collected: a search by photo leaves a descriptor, as in LP3. The running server is asked to do it. */
export async function orphansOf(client: SoakClient, { people }: Traffic, place: SoakPlace): Promise<Orphans> {
  await promisify(execFile)(process.execPath, [PROGRAM, 'gc', '--min-age', '0'], {
    env: { ...process.env, ...place.settings },
  });
  const { count } = await client.json<{ count: number }>('verify', {
    method: 'GET',
    path: '/4/storage/descriptors?page=1&page_size=1',
  });
  const portraits = await folderSize(join(place.dataDir, 'portraits'), (path) => /[0-9a-f]{12}\.jpg$/.test(path));
  return { orphans: count - people.count, orphanPortraits: portraits.files - people.count };
}
