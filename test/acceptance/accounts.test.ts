import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, enrol, enrolPerson, expectBody, expectDone, first } from './support/objects.ts';
import { type Account, newEmail, PASSWORD, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

const good = () => ({ organization_name: 'Horns & Hooves', email: newEmail(), password: PASSWORD });
const without = (name: string) => Object.fromEntries(Object.entries(good()).filter(([member]) => member !== name));

suite('accounts', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const register = (json: unknown) => server.anonymous.post('/accounts', { json });

  describe('registration', () => {
    test('[10 POST /accounts] 201 with a token that works at once', async () => {
      const answer = await register(good());
      expect(answer.status).toBe(201);
      expectShape(answer, 'register');
      const { token } = answer.json<{ token: string }>();
      expectBody(await server.as({ kind: 'token', token }).get('/storage/persons'), 200);
    });

    test('[10 POST /accounts] needs no credentials, whatever the prefix', async () => {
      const answer = await server.anonymous.under('/6').post('/accounts', { json: good() });
      expect(answer.status).toBe(201);
    });

    test('[00 §5] the body is read whatever the content type says', async () => {
      for (const type of [undefined, 'text/plain', 'application/json; charset=utf-8']) {
        const answer = await server.anonymous.post('/accounts', {
          body: JSON.stringify(good()),
          ...(type ? { type } : {}),
        });
        expect(answer.status, `${type}: ${answer.text}`).toBe(201);
      }
    });

    test.each([
      ['no body', ''],
      ['broken JSON', '{"email": '],
      ['plain text', 'hello'],
      ['a number', '123'],
    ])('[10 errors] body is not a JSON object (%s): 12002', async (_, body) => {
      const answer = await server.anonymous.post('/accounts', { body, type: 'application/json' });
      server.expectError(answer, 400, 12002);
    });

    test('[10 errors] JSON null: 12005', async () => {
      const answer = await server.anonymous.post('/accounts', { body: 'null', type: 'application/json' });
      server.expectError(answer, 400, 12005);
    });

    test.each(['organization_name', 'email', 'password'])('[10 errors] %s missing: 12003', async (name) => {
      server.expectError(await register(without(name)), 400, 12003, name);
    });

    test.each(['organization_name', 'email', 'password'])('[10 errors] %s empty: 12009', async (name) => {
      server.expectError(await register({ ...good(), [name]: '' }), 400, 12009, name);
    });

    test('[10 errors] order of checks: name, password, its length, e-mail, its form', async () => {
      server.expectError(await register({}), 400, 12003, 'organization_name');
      server.expectError(await register({ organization_name: 'x' }), 400, 12003, 'password');
      server.expectError(await register({ organization_name: 'x', password: 'short' }), 400, 11014);
      server.expectError(await register({ organization_name: 'x', password: PASSWORD }), 400, 12003, 'email');
      server.expectError(await register({ organization_name: 'x', password: 'short', email: 'bad' }), 400, 11014);
      server.expectError(await register({ organization_name: 'x', password: PASSWORD, email: 'bad' }), 400, 11013);
      server.expectError(
        await register({ organization_name: '', password: 'short', email: 'bad' }),
        400,
        12009,
        'organization_name',
      );
    });

    test.each([
      [7, 400],
      [8, 201],
      [32, 201],
      [33, 400],
    ])('[10 errors] a password of %i characters: %i', async (length, status) => {
      const answer = await register({ ...good(), password: 'p'.repeat(length) });
      if (status === 400) {
        server.expectError(answer, 400, 11014);
      } else {
        expect(answer.status).toBe(201);
      }
    });

    test.each([
      'plain',
      '@acceptance.test',
      'a@',
      'a@b',
      'a@@b.com',
      'a b@c.com',
      'a+b@c.com',
      'a@b.c',
      'a@b.museum',
      'a@b.c0m',
      '.a@b.com',
      'a.@b.com',
      'a..b@c.com',
      'a@.com',
      'a@b..com',
      'a@b.com.',
      'a@b.com ',
      ' a@b.com',
      'a@b.com\n',
      'ä@b.com',
    ])('[10 e-mail] %j is refused: 11013', async (email) => {
      server.expectError(await register({ ...good(), email }), 400, 11013);
    });

    test.each([
      ['dots and digits', 'a.b.{}@c.com'],
      ['dashes and underscores', '_a-b_{}@c-d.com'],
      ['many labels', 'a{}@b.c.d.e.com'],
      ['a last label of four letters', 'a{}@b.info'],
      ['a last label of two letters', 'a{}@b.eu'],
      ['digit labels', '1{}@2.com'],
    ])('[10 e-mail] %s are accepted', async (_, template) => {
      const email = template.replace('{}', newEmail().slice(1, 33));
      const answer = await register({ ...good(), email });
      expect(answer.status, answer.text).toBe(201);
    });

    test('[10 errors] a registered e-mail, in any letter case: 409/11011', async () => {
      server.expectError(await register({ ...good(), email: me.email }), 409, 11011);
      server.expectError(await register({ ...good(), email: me.email.toUpperCase() }), 409, 11011);
    });

    test('[10 POST /accounts] the e-mail is kept in lower case', async () => {
      const email = newEmail();
      expect((await register({ ...good(), email: email.toUpperCase() })).status).toBe(201);
      const info = await server.as({ kind: 'basic', login: email, password: PASSWORD }).get('/account');
      expect(expectBody<{ email: string }>(info, 200).email).toBe(email);
    });

    test('[10 POST /accounts] an organisation name of 128 characters; 129 is a schema violation', async () => {
      expect((await register({ ...good(), organization_name: 'n'.repeat(128) })).status).toBe(201);
      const answer = await register({ ...good(), organization_name: 'n'.repeat(129) });
      server.expectError(answer, 400, server.pick({ backport3: [12022], lp3: [12022, 11015] }));
    });

    test.each([
      ['organization_name', 5],
      ['organization_name', null],
      ['organization_name', ['x']],
      ['password', 12345678],
      ['password', ['p'.repeat(8)]],
      ['email', {}],
      ['email', true],
    ])('[10 errors] wrong type, %s = %j', async (name, value) => {
      const answer = await register({ ...good(), [name]: value });
      if (server.mode === 'backport3') {
        server.expectError(answer, 400, 12022);
      } else {
        server.expectOrderly(answer, 400);
      }
    });

    test('[10 POST /accounts] unknown members are no harm', async () => {
      server.expectOrderly(await register({ ...good(), colour: 'red' }), 201, 400);
    });

    test('[10 errors] of two simultaneous registrations of one e-mail one wins', async () => {
      const json = good();
      const answers = await Promise.all([1, 2, 3, 4].map(() => register(json)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    });
  });

  describe('account info', () => {
    test('[10 GET /account] e-mail, organisation, suspended', async () => {
      const answer = await me.basic.get('/account');
      expect(expectBody(answer, 200)).toEqual({
        email: me.email,
        organization_name: 'Acceptance',
        suspended: false,
      });
      expectShape(answer, 'account');
    });
  });

  describe('statistics', () => {
    test('[10 statistics] [97 statistics] real integers, members in order', async () => {
      const answer = await me.basic.get('/account/statistics');
      if (server.mode === 'backport3' && answer.status === 404) {
        server.expectError(answer, 404, 12013);
        return;
      }
      expect(answer.status, answer.text).toBe(200);
      expectShape(answer, 'statistics');
      expect(answer.json()).toEqual({ count_persons: 0, count_descriptors: 0, attached_descriptors: 0 });
    });

    test('[10 statistics] counts persons, descriptors and those that a person owns, of this account only', async () => {
      const [mine, other] = [await server.newAccount(), await server.newAccount()];
      await enrolPerson(other.api, ['red']);
      const { person, descriptors } = await enrolPerson(mine.api, ['erin', 'erinAgain']);
      await createPerson(mine.api);
      await enrol(mine.api, 'blonde');
      const counts = async () => expectBody(await mine.basic.get('/account/statistics'), 200);
      expect(await counts()).toEqual({ count_persons: 2, count_descriptors: 3, attached_descriptors: 2 });
      const query = { do: 'detach', descriptor_id: first(descriptors) };
      expectDone(await mine.api.patch(`/storage/persons/${person}/linked_descriptors`, { query }));
      expect(await counts()).toEqual({ count_persons: 2, count_descriptors: 3, attached_descriptors: 1 });
      expectDone(await mine.api.delete(`/storage/persons/${person}`));
      expect(await counts()).toEqual({ count_persons: 1, count_descriptors: 3, attached_descriptors: 0 });
    });
  });
});
