import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createList, createPerson, enrol, expectBody, expectDone } from './support/objects.ts';
import { MALFORMED_IDS, UNKNOWN_ID } from './support/patterns.ts';
import { type Account, suite } from './support/server.ts';

suite('linker', (server) => {
  let me: Account;
  const persons: string[] = [];
  const descriptors: string[] = [];
  let personsList: string;
  let descriptorsList: string;
  beforeAll(async () => {
    me = await server.newAccount();
    for (let index = 0; index < 3; index++) {
      persons.push(await createPerson(me.api));
    }
    descriptors.push(await enrol(me.api, 'red'), await enrol(me.api, 'striped'));
  });
  beforeEach(async () => {
    personsList = await createList(me.api, 'persons');
    descriptorsList = await createList(me.api, 'descriptors');
  });

  const linker = (json: unknown) => me.api.patch('/storage/linker', { json });
  const members = async (list: string) => {
    const body = expectBody<{ persons?: { id: string }[]; descriptors?: { id: string }[] }>(
      await me.api.get(`/storage/lists/${list}`),
      200,
    );
    return (body.persons ?? body.descriptors ?? []).map(({ id }) => id).toSorted();
  };

  describe('success', () => {
    test('[40 linker] attaches and detaches persons', async () => {
      expectDone(await linker({ action: 'attach', list_id: personsList, person_ids: persons }));
      expect(await members(personsList)).toEqual(persons.toSorted());
      const [gone, ...kept] = persons;
      expectDone(await linker({ action: 'detach', list_id: personsList, person_ids: [gone] }));
      expect(await members(personsList)).toEqual(kept.toSorted());
    });

    test('[40 linker] attaches and detaches descriptors', async () => {
      expectDone(await linker({ action: 'attach', list_id: descriptorsList, descriptor_ids: descriptors }));
      expect(await members(descriptorsList)).toEqual(descriptors.toSorted());
      expectDone(await linker({ action: 'detach', list_id: descriptorsList, descriptor_ids: descriptors }));
      expect(await members(descriptorsList)).toEqual([]);
    });

    test('[40 linker] already linked members are fine, and so are not linked ones', async () => {
      expectDone(await linker({ action: 'attach', list_id: personsList, person_ids: persons.slice(0, 1) }));
      expectDone(await linker({ action: 'attach', list_id: personsList, person_ids: persons }));
      expect(await members(personsList)).toEqual(persons.toSorted());
      expectDone(await linker({ action: 'detach', list_id: personsList, person_ids: persons }));
      expectDone(await linker({ action: 'detach', list_id: personsList, person_ids: persons }));
    });

    test('[40 linker] an id given twice counts once', async () => {
      const [one = ''] = persons;
      expectDone(await linker({ action: 'attach', list_id: personsList, person_ids: [one, one] }));
      expect(await members(personsList)).toEqual([one]);
    });
  });

  describe('errors', () => {
    test.each([
      ['no body', undefined],
      ['text', 'hello'],
      ['a number', '123'],
      ['a string', '"attach"'],
      ['an array', '[]'],
      ['broken JSON', '{"action":"attach"'],
    ])('[40 linker errors] body %s: 12002', async (_, body) => {
      const options = body === undefined ? {} : { body, type: 'application/json' };
      server.expectError(await me.api.patch('/storage/linker', options), 400, 12002);
    });

    test('[40 linker errors] action or list_id missing: 12003', async () => {
      server.expectError(await linker({ list_id: personsList, person_ids: persons }), 400, 12003, 'action');
      server.expectError(await linker({ action: 'attach', person_ids: persons }), 400, 12003, 'list_id');
    });

    test('[40 linker errors] neither kind of ids: 12022', async () => {
      server.expectError(await linker({ action: 'attach', list_id: personsList }), 400, 12022);
    });

    test.each(['attach', 'detach'])('[40 linker errors] %s: unknown list 400/22003', async (action) => {
      server.expectError(await linker({ action, list_id: UNKNOWN_ID, person_ids: persons }), 400, 22003);
      server.expectError(await linker({ action, list_id: UNKNOWN_ID, descriptor_ids: descriptors }), 400, 22003);
    });

    test.each(['attach', 'detach'])(
      '[40 linker errors] [97] %s: an unknown person, nothing is linked',
      async (action) => {
        const [one = '', two = ''] = persons;
        expectDone(await linker({ action: 'attach', list_id: personsList, person_ids: [one] }));
        const answer = await linker({ action, list_id: personsList, person_ids: [one, UNKNOWN_ID, two] });
        server.expectError(answer, 400, server.pick({ backport3: 22007, lp3: 22006 }));
        expect(await members(personsList)).toEqual([one]);
      },
    );

    test.each(['attach', 'detach'])(
      '[40 linker errors] [97] %s: an unknown descriptor, nothing is linked',
      async (action) => {
        const [one = '', two = ''] = descriptors;
        expectDone(await linker({ action: 'attach', list_id: descriptorsList, descriptor_ids: [one] }));
        const answer = await linker({ action, list_id: descriptorsList, descriptor_ids: [one, UNKNOWN_ID, two] });
        server.expectError(answer, 400, server.pick({ backport3: 11018, lp3: 22004 }));
        expect(await members(descriptorsList)).toEqual([one]);
      },
    );

    test('[40 linker errors] [97] the kind of ids does not fit the kind of list', async () => {
      const wrong = [
        [{ list_id: descriptorsList, person_ids: persons }, 'persons', 'descriptors', descriptorsList],
        [{ list_id: personsList, descriptor_ids: descriptors }, 'descriptors', 'persons', personsList],
      ] as const;
      for (const [ids, expected, got, list] of wrong) {
        const answer = await linker({ action: 'attach', ...ids });
        if (server.mode === 'lp3') {
          expectDone(answer);
        } else {
          server.expectError(answer, 400, 36001, expected, got, list);
        }
      }
    });

    test('[40 linker errors] [97] thousands of unknown ids', async () => {
      const answer = await linker({ action: 'attach', list_id: personsList, person_ids: manyIds(5000) });
      server.expectError(answer, 400, server.pick({ backport3: 22007, lp3: 22006 }));
    });

    test.each(['link', '', 'ATTACH', 5, null])('[40 linker] action = %j is refused', async (action) => {
      const answer = await linker({ action, list_id: personsList, person_ids: persons });
      server.expectError(answer, 400, [12022, 12004]);
      expect(await members(personsList)).toEqual([]);
    });

    test.each([...MALFORMED_IDS, 5, null])('[40 linker] list_id = %j is refused', async (list_id) => {
      const answer = await linker({ action: 'attach', list_id, person_ids: persons });
      server.expectError(answer, 400, [12001, 12022, 12004]);
    });

    test.each([...MALFORMED_IDS, 5, null])('[80 12001] an element %j is refused, nothing is linked', async (bad) => {
      const answer = await linker({ action: 'attach', list_id: personsList, person_ids: [...persons, bad] });
      server.expectError(answer, 400, [12001, 12022]);
      expect(await members(personsList)).toEqual([]);
    });

    test.each(['abc', 5, null, {}])('[40 linker] person_ids = %j is refused', async (person_ids) => {
      const answer = await linker({ action: 'attach', list_id: personsList, person_ids });
      server.expectError(answer, 400, [12022, 12004]);
    });
  });
});

function manyIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID());
}
