import { SAME_PERSON } from '../../vision/find/similarity.ts';
import { type Box, cropFace } from './cropFace.ts';
import type { DemoClient } from './demoClient.ts';

interface FoundFace {
  readonly id: string;
  readonly rect: Box;
  readonly attributes: { readonly age: number; readonly gender: number };
}

interface Candidate {
  readonly person_id: string;
  readonly similarity: number;
  readonly user_data: string;
}

interface SearchAnswer {
  readonly candidates: readonly Candidate[];
}

/** Photos of groups whose people are enrolled. Nobody of `unknown` is among them. */
const ENROLLED = ['sample3.jpg', 'sample4.jpg', 'sample6.jpg'];

/**
 * Enrols the people of some group photos, then shows two portraits that the service has not seen: another photo of a
 * woman who is enrolled, and one of a woman who is not.
 * @param readSample gives the bytes of a sample photo by name
 * @param say prints a line
 */
export async function tellStory(
  client: DemoClient,
  readSample: (name: string) => Promise<Buffer>,
  say: (line: string) => void,
): Promise<void> {
  await client.register({ organization_name: 'Demo', email: 'demo@example.com', password: 'demo-password' });
  const { body: list } = await client.postJson<{ list_id: string }>('/storage/lists?type=persons', {
    list_data: 'guests',
  });

  say('\nEnrolling everybody in three group photos:');
  let enrolled = 0;
  for (const name of ENROLLED) enrolled += await enrol(client, list.list_id, name, await readSample(name), say);

  const search = async (name: string, place: number) => {
    const photo = await readSample(name);
    const face = (await findFaces(client, photo)).faces[place];
    if (!face) throw new Error(`${name} shows fewer faces than expected`);
    const portrait = await cropFace(photo, face.rect);
    const query = `/matching/search?list_id=${list.list_id}&limit=3`;
    return client.postImage<SearchAnswer>(query, portrait);
  };

  say(`\nWho of the ${enrolled} is the woman on the right of sample1.jpg? (another evening, another dress)`);
  report(await search('sample1.jpg', 2), say);
  say('\nAnd the woman on the right of sample5.jpg, who was never enrolled?');
  report(await search('sample5.jpg', 4), say);
}

/** Faces of a photo from left to right, without storing anything. */
async function findFaces(client: DemoClient, photo: Buffer): Promise<{ faces: FoundFace[]; milliseconds: number }> {
  const { body, milliseconds } = await client.postImage<{ faces: FoundFace[] }>(
    '/storage/descriptors?extract_descriptor=0',
    photo,
  );
  return { faces: fromLeft(body.faces), milliseconds };
}

async function enrol(
  client: DemoClient,
  listId: string,
  name: string,
  photo: Buffer,
  say: (line: string) => void,
): Promise<number> {
  const { body, milliseconds } = await client.postImage<{ faces: FoundFace[] }>(
    '/storage/descriptors?estimate_attributes=1',
    photo,
  );
  const faces = fromLeft(body.faces);
  for (const [place, face] of faces.entries()) {
    const { body: person } = await client.postJson<{ person_id: string }>('/storage/persons', {
      user_data: `${name}, number ${place + 1} from the left`,
    });
    await client.patch(`/storage/persons/${person.person_id}/linked_descriptors?do=attach&descriptor_id=${face.id}`);
    await client.patch(`/storage/persons/${person.person_id}/linked_lists?do=attach&list_id=${listId}`);
  }
  const seen = faces.map(
    ({ attributes }) => `${attributes.gender < 0.5 ? 'woman' : 'man'} ${Math.round(attributes.age)}`,
  );
  say(`  ${name}: ${faces.length} faces in ${milliseconds.toFixed(0)} ms: ${seen.join(', ')}`);
  return faces.length;
}

function report(
  { body, milliseconds }: { body: SearchAnswer; milliseconds: number },
  say: (line: string) => void,
): void {
  for (const { similarity, user_data } of body.candidates) say(`  ${similarity.toFixed(3)}  ${user_data}`);
  const [best] = body.candidates;
  const verdict = best && best.similarity >= SAME_PERSON ? best.user_data : `no one: nothing reaches ${SAME_PERSON}`;
  say(`  => ${verdict}. Detect, extract and search took ${milliseconds.toFixed(0)} ms.`);
}

function fromLeft(faces: readonly FoundFace[]): FoundFace[] {
  return [...faces].sort((one, other) => one.rect.x - other.rect.x);
}
