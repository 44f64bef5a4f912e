/**
 * npx tsx client/example.ts <url> <photo of one person> <another photo of the same person>
 *
 * Registers, enrols the person of the first photo, and asks who is in the second.
 */
import { readFile } from 'node:fs/promises';
import { createLunaClient, picture, unwrap } from './src/client.ts';

const [url = 'http://127.0.0.1:5140', enrolled = '', asked = ''] = process.argv.slice(2);

const registration = { organization_name: 'Example', email: `e${Date.now()}@example.com`, password: 'secret-word' };
const { token } = await unwrap(createLunaClient(url).POST('/4/accounts', { body: registration }));
const luna = createLunaClient(url, { token });

const { faces } = await unwrap(luna.POST('/4/storage/descriptors', picture(await readFile(enrolled))));
const descriptorId = faces[0]?.id;
if (!descriptorId) throw new Error(`no face in ${enrolled}`);
const { person_id: personId } = await unwrap(luna.POST('/4/storage/persons', { body: { user_data: 'first guest' } }));
await luna.PATCH('/4/storage/persons/{person_id}/linked_descriptors', {
  params: { path: { person_id: personId }, query: { do: 'attach', descriptor_id: descriptorId } },
});

const { candidates } = await unwrap(
  luna.POST('/4/matching/search', {
    params: { query: { person_ids: personId, limit: 1 } },
    ...picture(await readFile(asked)),
  }),
);
process.stdout.write(`${JSON.stringify(candidates)}\n`);
