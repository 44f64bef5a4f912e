/**
 * npx tsx client/example.ts <url> <photo> <another photo>
 *
 * Registers an account, makes a person of each face in the first photo, and says who of them is in the second.
 */
import { readFile } from 'node:fs/promises';
import { createLunaClient, LunaError, picture, unwrap } from './src/client.ts';

const [url = 'http://127.0.0.1:5140', enrolled = '', asked = ''] = process.argv.slice(2);

const registration = { organization_name: 'Example', email: `e${Date.now()}@example.com`, password: 'secret-word' };
const { token } = await unwrap(createLunaClient(url).POST('/4/accounts', { body: registration }));
const luna = createLunaClient(url, { token });

/** Ids of the faces in a photo, largest face first. */
async function extract(file: string): Promise<string[]> {
  const { faces } = await unwrap(luna.POST('/4/storage/descriptors', picture(await readFile(file))));
  return faces.flatMap(({ id }) => id ?? []);
}

const guests: string[] = [];
for (const [index, descriptor] of (await extract(enrolled)).entries()) {
  const body = { user_data: `guest ${index + 1}` };
  const { person_id: person } = await unwrap(luna.POST('/4/storage/persons', { body }));
  await unwrap(
    luna.PATCH('/4/storage/persons/{person_id}/linked_descriptors', {
      params: { path: { person_id: person }, query: { do: 'attach', descriptor_id: descriptor } },
    }),
  );
  guests.push(person);
}

for (const descriptor of await extract(asked)) {
  const query = { descriptor_id: descriptor, person_ids: guests.join(), limit: 1 };
  const { candidates } = await unwrap(luna.POST('/4/matching/identify', { params: { query } }));
  const best = candidates[0];
  const known = best && best.similarity >= 0.9;
  console.log(known ? `${best.user_data}, similarity ${best.similarity.toFixed(3)}` : 'nobody we know');
  const portrait = await unwrap(
    luna.GET('/4/storage/portraits/{portrait}', { params: { path: { portrait: descriptor } } }),
  );
  console.log(`  a portrait of ${portrait.size} bytes, ${portrait.type}`);
}

try {
  const path = { person_id: '00000000-0000-4000-8000-000000000000' };
  await unwrap(luna.GET('/4/storage/persons/{person_id}', { params: { path } }));
} catch (error) {
  if (!(error instanceof LunaError)) throw error;
  console.log(`${error.status} ${error.code}: ${error.text}`);
}
