import { expect, it } from 'vitest';
import { newId } from '../domain/ids.ts';
import { fingerprint } from './tokenFingerprint.ts';
import { TouchedObjects } from './touchedObjects.ts';

const touched = (...values: unknown[]) => {
  const objects = new TouchedObjects();
  for (const value of values) objects.add(value);
  return objects.members;
};

it('names each id once, from parameters, bodies and answers', () => {
  const [a, b, c] = [newId(), newId(), newId()];
  expect(touched({ personId: a }, { list_ids: [b, a] }, { faces: [{ id: c, score: 0.9 }] })).toEqual({
    objects: [a, b, c],
  });
});

it('shows a token by its fingerprint', () => {
  const token = newId();
  expect(touched({ token }, { tokenId: token })).toEqual({ objects: [`token ${fingerprint(token)}`] });
  const page = { tokens: [{ id: token, token_data: '' }], count: 1 };
  expect(touched(page)).toEqual({ objects: [`token ${fingerprint(token)}`] });
});

it('leaves out what clients write themselves, and what is no id', () => {
  expect(
    touched(
      { external_id: newId(), user_data: newId(), password: newId(), email: 'a@b.c' },
      new Uint8Array(9),
      undefined,
    ),
  ).toEqual({});
});

it('names twenty and counts the others', () => {
  const { objects, furtherObjects } = touched({ ids: Array.from({ length: 50 }, () => newId()) });
  expect(objects).toHaveLength(20);
  expect(furtherObjects).toBe(30);
});

it.each(['id', 'ids', 'person_id', 'list_ids', 'personId', 'listIds', 'lists', 'descriptors', 'persons', 'portrait'])(
  'takes an id from `%s`, in whichever case it came',
  (name) => {
    const id = newId();
    expect(touched({ [name]: id.toUpperCase() }, { [name]: id })).toEqual({ objects: [id] });
  },
);

it.each(['paid', 'Id', 'IDs', 'list', 'my_tokens', 'id_card', 'idS'])('takes none from `%s`', (name) => {
  expect(touched({ [name]: newId() })).toEqual({});
});
