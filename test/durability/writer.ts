import type { Answer, Client } from '../acceptance/support/client.ts';
import type { Ledger } from './ledger.ts';

export interface Writer {
  readonly api: Client;
  readonly basic: Client;
  readonly photo: Buffer;
  readonly ledger: Ledger;
}

/** The server is gone: the write that met this is not acknowledged. */
class ServerGone extends Error {}

async function acknowledged(request: Promise<Answer>, status: number): Promise<Answer> {
  const answer = await request.catch((error: unknown) => {
    throw new ServerGone('no answer', { cause: error });
  });
  if (answer.status !== status) {
    throw new Error(`${answer.method} ${answer.path}: ${answer.status} ${answer.text}`);
  }
  return answer;
}

/** Writes in a circle until the server is gone; notes in the ledger what was acknowledged, after it was. */
export async function writeUntilKilled(writer: Writer, name: string): Promise<void> {
  try {
    for (let turn = 0; ; turn++) {
      await writeOnce(writer, `${name}-${turn}`, turn);
    }
  } catch (error) {
    if (!(error instanceof ServerGone)) {
      throw error;
    }
  }
}

async function writeOnce({ api, basic, photo, ledger }: Writer, text: string, turn: number): Promise<void> {
  const person = (await acknowledged(api.post('/storage/persons', { json: { user_data: text } }), 201)).json<{
    person_id: string;
  }>().person_id;
  ledger.persons.set(person, text);

  const list = (await acknowledged(api.post('/storage/lists', { json: { list_data: text } }), 201)).json<{
    list_id: string;
  }>().list_id;
  ledger.lists.set(list, text);

  const token = (await acknowledged(basic.post('/account/tokens', { json: { token_data: text } }), 201)).json<{
    token: string;
  }>().token;
  ledger.tokens.set(token, text);

  ledger.undecided.add(person);
  await acknowledged(
    api.patch(`/storage/persons/${person}/linked_lists`, { query: { do: 'attach', list_id: list } }),
    204,
  );
  ledger.memberships.set(person, list);

  if (turn % 3 === 0) {
    await enrolFace(api, photo, person, ledger);
  }
  if (turn % 4 === 1) {
    await acknowledged(api.delete(`/storage/persons/${person}`), 204);
    ledger.persons.delete(person);
    ledger.memberships.delete(person);
    for (const [descriptor, owner] of ledger.owners) {
      if (owner === person) {
        ledger.owners.delete(descriptor);
      }
    }
    ledger.deletedPersons.add(person);
  }
  ledger.undecided.delete(person);
}

async function enrolFace(api: Client, photo: Buffer, person: string, ledger: Ledger): Promise<void> {
  const answer = await acknowledged(api.post('/storage/descriptors', { body: photo, type: 'image/jpeg' }), 201);
  const [face] = answer.json<{ faces: { id: string }[] }>().faces;
  if (!face) {
    throw new Error('the sample photo has no face');
  }
  ledger.descriptors.add(face.id);
  await acknowledged(
    api.patch(`/storage/persons/${person}/linked_descriptors`, { query: { do: 'attach', descriptor_id: face.id } }),
    204,
  );
  ledger.owners.set(face.id, person);
}
