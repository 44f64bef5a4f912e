import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { createLunaClient, LunaError, picture, unwrap } from '../../client/src/client.ts';
import { needs } from '../support/run/needs.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { photo } from './support/photos.ts';
import { newEmail, PASSWORD, suite } from './support/server.ts';

suite('@luna-backport3/client', (server) => {
  test('[issue 5 §10] registers, enrols and finds, with a token and with a password', async () => {
    const email = newEmail();
    const body = { organization_name: 'Client', email, password: PASSWORD };
    const { token } = await unwrap(createLunaClient(server.url).POST('/4/accounts', { body }));
    const luna = createLunaClient(server.url, { token });
    const face = picture(new Uint8Array(await photo('erin')));
    const { faces } = await unwrap(luna.POST('/4/storage/descriptors', face));
    const descriptorId = faces[0]?.id ?? '';
    const { person_id: personId } = await unwrap(luna.POST('/4/storage/persons', { body: { user_data: 'Erin' } }));
    const attached = await luna.PATCH('/4/storage/persons/{person_id}/linked_descriptors', {
      params: { path: { person_id: personId }, query: { do: 'attach', descriptor_id: descriptorId } },
    });
    expect(attached.response.status).toBe(204);
    const { candidates } = await unwrap(
      luna.POST('/4/matching/identify', { params: { query: { descriptor_id: descriptorId, person_ids: personId } } }),
    );
    expect(candidates).toMatchObject([{ person_id: personId, similarity: 1, user_data: 'Erin' }]);
    const account = createLunaClient(server.url, { email, password: PASSWORD });
    expect(await unwrap(account.GET('/4/account'))).toMatchObject({ email, suspended: false });
  });

  test('[issue 5 §10] an error has status, code, detail and request id', async () => {
    const { token } = await server.newAccount();
    const path = { person_id: UNKNOWN_ID };
    const asked = unwrap(
      createLunaClient(server.url, { token }).GET('/4/storage/persons/{person_id}', { params: { path } }),
    );
    const error = await asked.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LunaError);
    expect(error).toMatchObject({ status: 404, code: 22007, requestId: expect.stringContaining(',') });
    const { text } = error as LunaError;
    expect(text.length).toBeGreaterThan(8);
    expect((error as LunaError).message).toBe(`404 22007 ${text}`);
  });

  test('[issue 12 §7] a 204 is a success without data, a portrait is bytes', async () => {
    const { token } = await server.newAccount();
    const luna = createLunaClient(server.url, { token });
    const { list_id: list } = await unwrap(luna.POST('/4/storage/lists', { params: { query: { type: 'persons' } } }));
    const path = { list_id: list };
    const renamed: undefined = await unwrap(
      luna.PATCH('/4/storage/lists/{list_id}', { params: { path }, body: { list_data: 'guests' } }),
    );
    expect(renamed).toBe(undefined);
    expect(await unwrap(luna.DELETE('/4/storage/lists/{list_id}', { params: { path } }))).toBe(undefined);

    const face = picture(new Uint8Array(await photo('erin')));
    const { faces } = await unwrap(luna.POST('/4/storage/descriptors', face));
    const portrait: Blob = await unwrap(
      luna.GET('/4/storage/portraits/{portrait}', { params: { path: { portrait: faces[0]?.id ?? '' } } }),
    );
    expect(portrait.type).toBe('image/jpeg');
    expect([...new Uint8Array(await portrait.arrayBuffer())].slice(0, 2)).toEqual([0xff, 0xd8]);
    const chosen = await luna.GET('/4/storage/portraits/{portrait}', {
      params: { path: { portrait: faces[0]?.id ?? '' } },
      parseAs: 'arrayBuffer',
    });
    expect(chosen.data?.byteLength).toBe(portrait.size);
  });

  test(
    '[issue 5 §10] [70 docs/spec] the running code has the document that the client is made of',
    needs(
      inject('ownServers') && server.mode === 'backport3',
      'it holds for servers of our own, and is the same in both modes',
    ),
    async () => {
      const served = (
        await server.anonymous.under('').get('/docs/spec', { headers: { accept: 'application/json' } })
      ).json();
      const file = new URL('../../docs/openapi.json', import.meta.url);
      expect(served).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    },
  );
});
