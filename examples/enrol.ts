/**
 * LUNA_TOKEN=… npx tsx examples/enrol.ts <url> <folder>
 *
 * Makes a list, and a person in it for each photo of the folder that shows one face. The file's name is the person's.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { createLunaClient, picture, unwrap } from '../client/src/client.ts';

const [url = 'http://127.0.0.1:5140', folder = '.'] = process.argv.slice(2);
const luna = createLunaClient(url, { token: process.env.LUNA_TOKEN ?? '' });

const list = await unwrap(
  luna.POST('/4/storage/lists', { params: { query: { type: 'persons' } }, body: { list_data: 'may pass' } }),
);

async function enrol(name: string, descriptor: string): Promise<void> {
  const { person_id: person } = await unwrap(luna.POST('/4/storage/persons', { body: { user_data: name } }));
  const path = { person_id: person };
  await unwrap(
    luna.PATCH('/4/storage/persons/{person_id}/linked_descriptors', {
      params: { path, query: { do: 'attach', descriptor_id: descriptor } },
    }),
  );
  await unwrap(
    luna.PATCH('/4/storage/persons/{person_id}/linked_lists', {
      params: { path, query: { do: 'attach', list_id: list.list_id } },
    }),
  );
}

for (const file of (await readdir(folder)).filter((name) => /\.jpe?g$/i.test(name)).sort()) {
  const { name } = parse(file);
  const { faces } = await unwrap(luna.POST('/4/storage/descriptors', picture(await readFile(join(folder, file)))));
  const [face, ...others] = faces;
  if (face?.id && others.length === 0) {
    await enrol(name, face.id);
    console.log(`enrolled ${name}`);
  } else {
    console.log(`passed over ${name}: ${faces.length} faces`);
  }
}
console.log(`list ${list.list_id}`);
