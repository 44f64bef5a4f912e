import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  attachDescriptor,
  createPerson,
  type Descriptor,
  enrol,
  expectBody,
  expectDone,
  type Person,
} from './support/objects.ts';
import { MALFORMED_IDS, UNKNOWN_ID } from './support/patterns.ts';
import type { Photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

suite("a person's descriptors", (server) => {
  let me: Account;
  const descriptors: string[] = [];
  let person: string;
  beforeAll(async () => {
    me = await server.newAccount();
    for (const name of ['erin', 'erinAgain', 'green'] satisfies Photo[]) {
      descriptors.push(await enrol(me.api, name));
    }
  });
  beforeEach(async () => {
    person = await createPerson(me.api);
  });

  const link = (action: string | undefined, descriptor: string | undefined, id = person) =>
    me.api.patch(`/storage/persons/${id}/linked_descriptors`, { query: { do: action, descriptor_id: descriptor } });
  const linked = async (id = person) =>
    expectBody<{ descriptors: string[] }>(await me.api.get(`/storage/persons/${id}/linked_descriptors`), 200)
      .descriptors;
  const free = async (...ids: string[]) => {
    for (const id of ids) {
      const { person_id } = expectBody<Descriptor>(await me.api.get(`/storage/descriptors/${id}`), 200);
      if (person_id) {
        expectDone(await link('detach', id, person_id));
      }
    }
  };
  const take = (index: number) => descriptors[index] ?? '';

  describe('reading', () => {
    test('[30 linked_descriptors] none', async () => {
      expect(await linked()).toEqual([]);
    });

    test('[30 linked_descriptors] all that were attached', async () => {
      await free(take(0), take(1));
      await attachDescriptor(me.api, person, take(0));
      await attachDescriptor(me.api, person, take(1));
      const answer = await me.api.get(`/storage/persons/${person}/linked_descriptors`);
      expectShape(answer, 'linkedDescriptors');
      expect((await linked()).toSorted()).toEqual([take(0), take(1)].toSorted());
      const object = expectBody<Person>(await me.api.get(`/storage/persons/${person}`), 200);
      expect(object.descriptors.toSorted()).toEqual([take(0), take(1)].toSorted());
    });

    test('[30 linked_descriptors] unknown person: 404/22007', async () => {
      server.expectError(await me.api.get(`/storage/persons/${UNKNOWN_ID}/linked_descriptors`), 404, 22007);
    });
  });

  describe('attach and detach', () => {
    test('[30 attach] 204; the descriptor knows its person; detach sets it free', async () => {
      await free(take(2));
      expectDone(await link('attach', take(2)));
      const owned = await me.api.get(`/storage/descriptors/${take(2)}`);
      expect(expectBody<Descriptor>(owned, 200).person_id).toBe(person);
      expectDone(await link('detach', take(2)));
      const freed = await me.api.get(`/storage/descriptors/${take(2)}`);
      expect(expectBody<Descriptor>(freed, 200).person_id).toBeNull();
      expect(await linked()).toEqual([]);
    });

    test('[20 last_update] attach and detach do not set it back', async () => {
      await free(take(2));
      const read = async () =>
        expectBody<Descriptor>(await me.api.get(`/storage/descriptors/${take(2)}`), 200).last_update;
      const before = await read();
      expectDone(await link('attach', take(2)));
      expect((await read()) >= before).toBe(true);
    });

    test('[30 attach] [97 already attached] to another person, or to the same: 409', async () => {
      await free(take(0));
      expectDone(await link('attach', take(0)));
      const code = server.pick({ backport3: 22008, lp3: 11016 });
      server.expectError(await link('attach', take(0)), 409, code);
      const other = await createPerson(me.api);
      server.expectError(await link('attach', take(0), other), 409, code);
      expect(await linked()).toEqual([take(0)]);
      expect(await linked(other)).toEqual([]);
    });

    test('[30 detach] [97 detach of a not attached descriptor]', async () => {
      await free(take(1));
      const answer = await link('detach', take(1));
      if (server.mode === 'lp3') {
        expectDone(answer);
      } else {
        server.expectError(answer, 400, 36004);
      }
    });

    test("[30 detach] [97] another person's descriptor stays with its owner", async () => {
      await free(take(1));
      expectDone(await link('attach', take(1)));
      const other = await createPerson(me.api);
      const answer = await link('detach', take(1), other);
      if (server.mode === 'lp3') {
        expectDone(answer);
      } else {
        server.expectError(answer, 400, 36004);
      }
      expect(await linked()).toEqual([take(1)]);
    });

    test('[30 attach] two at the same time: one owner only', async () => {
      await free(take(0));
      const rivals = await Promise.all([1, 2, 3, 4].map(() => createPerson(me.api)));
      const answers = await Promise.all(rivals.map((rival) => link('attach', take(0), rival)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
      const owners = (await Promise.all(rivals.map((rival) => linked(rival)))).flat();
      expect(owners).toEqual([take(0)]);
    });
  });

  describe('parameters', () => {
    test('[30 errors] do or descriptor_id missing: 12014', async () => {
      server.expectError(await link(undefined, take(0)), 400, 12014, 'do');
      server.expectError(await link('attach', undefined), 400, 12014, 'descriptor_id');
      server.expectError(await link('detach', undefined), 400, 12014, 'descriptor_id');
    });

    test.each(['link', 'ATTACH', '', '1'])('[30 errors] do=%j: 12012', async (action) => {
      server.expectError(await link(action, take(0)), 400, 12012, 'do');
    });

    test.each(MALFORMED_IDS)('[30 errors] descriptor_id=%j: 12012', async (id) => {
      server.expectError(await link('attach', id), 400, 12012, 'descriptor_id');
      server.expectError(await link('detach', id), 400, 12012, 'descriptor_id');
    });

    test.each(['attach', 'detach'])('[30 errors] %s: unknown person 404/22007', async (action) => {
      server.expectError(await link(action, take(0), UNKNOWN_ID), 404, 22007);
    });

    test.each(['attach', 'detach'])('[30 errors] %s: unknown descriptor 400/11018', async (action) => {
      server.expectError(await link(action, UNKNOWN_ID), 400, 11018);
    });

    test('[40 order of checks] parameters before objects', async () => {
      server.expectError(await link('link', take(0), UNKNOWN_ID), 400, 12012, 'do');
      server.expectError(await link('attach', 'abc', UNKNOWN_ID), 400, 12012, 'descriptor_id');
      server.expectError(await link('attach', undefined, UNKNOWN_ID), 400, 12014, 'descriptor_id');
    });
  });
});
