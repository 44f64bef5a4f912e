import { register, sendJson } from './benchAccount.ts';
import type { LoadWithoutTime } from './compareInRounds.ts';

export interface Workload {
  readonly name: string;
  readonly load: LoadWithoutTime;
}

/** So many that the node always has something to do: with fewer, a database that wakes up late counts more than what is compared. */
const CONNECTIONS = 32;
const PHOTOGRAPHERS = 8;
const LIST_SIZE = 20;
/** More than are asked for in a second: what requests of one moment have in common may cost less than what they have not. */
const MANY = 4000;
const AT_ONCE = 50;

/** An account with a small list, and the requests that a node lives on. Everything comes by HTTP: the two may differ inside. */
export async function prepareWorkloads(server: string, photo: Buffer): Promise<readonly Workload[]> {
  const url = `${server}/4`;
  const { headers } = await register(server);
  const image = { ...headers, 'Content-Type': 'image/jpeg' };
  const persons: string[] = [];
  let descriptor = '';
  for (let index = 0; index < LIST_SIZE; index++) {
    const extracted = await fetch(`${url}/storage/descriptors`, { method: 'POST', headers: image, body: photo });
    const { faces } = (await extracted.json()) as { faces: readonly { id: string }[] };
    descriptor = faces[0]?.id ?? '';
    const { person_id: person } = await sendJson<{ person_id: string }>(`${url}/storage/persons`, { headers });
    const link = `${url}/storage/persons/${person}/linked_descriptors?do=attach&descriptor_id=${descriptor}`;
    await sendJson(link, { method: 'PATCH', headers });
    persons.push(person);
  }
  const { list_id: list } = await sendJson<{ list_id: string }>(`${url}/storage/lists`, { headers });
  const members = { action: 'attach', list_id: list, person_ids: persons };
  await sendJson(`${url}/storage/linker`, { method: 'PATCH', headers, json: members });

  const json = { ...headers, 'Content-Type': 'application/json' };
  const person = JSON.stringify({ user_data: 'bench', external_id: 'bench-1' });
  const many: string[] = [];
  while (many.length < MANY) {
    const made = Array.from({ length: AT_ONCE }, () =>
      sendJson<{ person_id: string }>(`${url}/storage/persons`, { headers }),
    );
    many.push(...(await Promise.all(made)).map((each) => `/4/storage/persons/${each.person_id}`));
  }
  const identify = `${url}/matching/identify?descriptor_id=${descriptor}&list_id=${list}`;
  const connections = CONNECTIONS;
  // Reads first: what the writes leave differs between servers of different speed, and reads get slower with it.
  return [
    { name: 'get person', load: { url: `${url}/storage/persons/${persons[0]}`, headers, connections } },
    { name: 'get each of many', load: { url: `${url}/storage/persons`, paths: many, headers, connections } },
    { name: 'identify', load: { method: 'POST', url: identify, headers, connections } },
    {
      name: 'extract and store',
      load: {
        method: 'POST',
        url: `${url}/storage/descriptors`,
        headers: image,
        body: photo,
        connections: PHOTOGRAPHERS,
      },
    },
    {
      name: 'create person',
      load: { method: 'POST', url: `${url}/storage/persons`, headers: json, body: person, connections },
    },
  ];
}
