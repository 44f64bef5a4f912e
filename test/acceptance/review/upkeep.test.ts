import { beforeAll, expect, test } from 'vitest';
import { enrol, enrolPerson, expectBody, first } from '../support/objects.ts';
import { UNKNOWN_ID } from '../support/patterns.ts';
import { type Account, suite } from '../support/server.ts';
import { expectOwnError } from './ownErrors.ts';

interface Receipt {
  readonly erasure_id: string;
  readonly person_id: string;
  readonly requested_by: string;
  readonly erased: Readonly<Record<string, number>>;
}

suite('review: upkeep', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });
  const ext = (account = me) => account.api.under('/ext/1');

  test('[issue 17] what clean-up and retention would take is counted, and nothing is deleted', async () => {
    await enrol(me.api, 'erin');
    const body = expectBody<object>(await ext().get('/upkeep'), 200);
    expect(body).toEqual({
      // The face is younger than the clean-up takes.
      garbage: { descriptors: 0, minimum_age_hours: expect.any(Number), interval_hours: expect.any(Number) },
      retention: {
        descriptor_days: 0,
        portrait_days: 0,
        own: false,
        descriptors: 0,
        portraits: 0,
        interval_hours: expect.any(Number),
      },
      skipped: null,
    });
    server.expectError(await server.anonymous.under('/ext/1').get('/upkeep'), 401, 12010);
  });

  test('[issue 17] an erased person is gone with all photos; the receipt stays, for the account alone', async () => {
    const { person, descriptors } = await enrolPerson(me.api, ['erin'], 'Somebody');
    const other = await server.newAccount();
    server.expectError(await ext(other).post('/actions/erase', { json: { person_id: person } }), 404, 22007);
    const receipt = expectBody<Receipt>(await ext().post('/actions/erase', { json: { person_id: person } }), 201);
    expect(receipt).toMatchObject({ person_id: person, requested_by: 'account' });
    expect(receipt.erased).toMatchObject({ persons: 1, descriptors: 1, portraits: 1 });
    server.expectError(await me.api.get(`/storage/persons/${person}`), 404, 22007);
    server.expectError(
      await me.api.get(`/storage/descriptors/${first(descriptors)}`),
      404,
      server.pick({ backport3: 11018, lp3: 22002 }),
    );
    const listed = await ext().get('/erasures');
    expect(expectBody<{ receipts: Receipt[] }>(listed, 200).receipts).toEqual([receipt]);
    expect(listed.text).not.toContain('Somebody');
    expect(expectBody<object>(await ext(other).get('/erasures'), 200)).toEqual({ receipts: [], next: null });
    const { actions } = expectBody<{ actions: { id: string; kind: string }[] }>(await ext().get('/actions'), 200);
    expect(actions[0]).toMatchObject({ kind: 'erase', person_id: person });
    expectOwnError(await ext().post(`/actions/${actions[0]?.id}/undo`), 409);
  });

  test('[issue 17] nobody who is not there is erased', async () => {
    server.expectError(await ext().post('/actions/erase', { json: { person_id: UNKNOWN_ID } }), 404, 22007);
    server.expectError(await ext().post('/actions/erase', { json: {} }), 400, 12022);
  });
});
