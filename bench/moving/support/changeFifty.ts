import { accountAt } from '../../../test/support/apiAccount.ts';
import type { OldAccount } from '../../../test/support/oldServer/oldState.ts';
import { PASSWORD } from './account.ts';

/**
 * Fifty changes of every kind by the API of the old instance.
 * @returns what a run of the import has to say that it did
 */
export async function changeFifty(
  url: string,
  account: OldAccount,
  email: string,
  photos: readonly Buffer[],
): Promise<Readonly<Record<string, number>>> {
  const [token = ''] = [...account.tokens.keys()].slice(2);
  const { call } = accountAt(() => url, token);
  const persons = [...account.persons.values()].reverse();
  const take = (count: number) => persons.splice(0, count);
  const [guests = '', staff = '', faces = ''] = account.lists.keys();
  const listOf = (person: string) => (account.lists.get(guests)?.members.has(person) ? guests : staff);
  const otherThan = (list: string) => (list === guests ? staff : guests);

  for (const [index, photo] of photos.entries()) {
    const { person_id } = await call('POST', '/storage/persons', { user_data: `new ${index}` });
    const { faces: found } = await call('POST', '/storage/descriptors?warped_image=1', photo);
    await call('PATCH', `/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${found[0].id}`);
  }
  for (const { id } of take(10)) await call('PATCH', `/storage/persons/${id}`, { user_data: 'renamed 👩🏽‍🚀' });
  for (const { id } of take(10)) await call('DELETE', `/storage/persons/${id}`);
  for (const { id } of take(6)) {
    await call('PATCH', `/storage/persons/${id}/linked_lists?do=attach&list_id=${otherThan(listOf(id))}`);
  }
  for (const { id } of take(4)) {
    await call('PATCH', `/storage/persons/${id}/linked_lists?do=detach&list_id=${listOf(id)}`);
  }
  for (const from of take(3)) {
    const [face] = from.descriptors;
    const [to] = take(1);
    const link = (person: string, how: string) =>
      call('PATCH', `/storage/persons/${person}/linked_descriptors?do=${how}&descriptor_id=${face}`);
    await link(from.id, 'detach');
    await link(to?.id ?? '', 'attach');
  }
  const members = [...(account.lists.get(faces)?.members ?? [])];
  for (const id of members.slice(0, 3)) {
    await call('PATCH', `/storage/descriptors/${id}/linked_lists?do=detach&list_id=${faces}`);
  }
  await call('POST', '/storage/lists', { list_data: 'made later' });
  await call('PATCH', `/storage/lists/${staff}`, { list_data: 'renamed' });
  await changeTokens(url, account, email);
  return {
    ...{ new_persons: 10, new_descriptors: 10, changed_persons: 10 + 6 + 4 + 2 * 3, removed_persons: 10 },
    ...{ lists: 2, removed_lists: 0, tokens: 1, removed_tokens: 1 },
  };
}

/** One is made, one is deleted. */
async function changeTokens(url: string, account: OldAccount, email: string): Promise<void> {
  const headers = {
    Authorization: `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`,
    'Content-Type': 'application/json',
  };
  const made = await fetch(`${url}/4/account/tokens`, { method: 'POST', headers, body: '{"token_data":"new door"}' });
  if (made.status !== 201) throw new Error(`a token was answered with ${made.status}`);
  const [first = ''] = account.tokens.keys();
  const gone = await fetch(`${url}/4/account/tokens/${first}`, { method: 'DELETE', headers });
  if (gone.status !== 204) throw new Error(`to delete a token was answered with ${gone.status}`);
}
