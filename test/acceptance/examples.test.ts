import { Errors } from 'typebox/value';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Client } from './support/client.ts';
import { photo } from './support/photos.ts';
import { type Account, newEmail, suite } from './support/server.ts';

interface MediaType {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: { readonly error_code: number } }>>;
}

interface Described {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly example?: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
}

interface Named extends Described {
  readonly method: string;
  readonly path: string;
}

/** Ids that the examples print for objects of the reader. */
const STAND_IN = {
  token: '16fd2706-8baf-433b-82eb-8c7fada847da',
  person: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
  descriptor: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
  personsList: 'a3bb189e-8bf9-4888-9912-ace4e6543002',
  descriptorsList: 'c9bf9e57-1685-4c89-bafb-ff5af830be8a',
};

/** Changes come first, since they link what the searches find; deletions last, each on objects of its own. */
const ORDER = ['patch', 'get', 'post', 'delete'];

suite('examples of the API page', (server) => {
  let me: Account;
  let operations: readonly Named[];
  const ids = new Map<string, string>();

  const make = async (path: string, member: string, caller: Client, options: object = {}) => {
    const answer = await caller.post(path, options);
    expect(answer.status, answer.text).toBe(201);
    return answer.json<Record<string, string>>()[member] ?? '';
  };

  async function makeObjects(): Promise<void> {
    ids.set(STAND_IN.token, await make('/account/tokens', 'token', me.basic));
    ids.set(STAND_IN.person, await make('/storage/persons', 'person_id', me.api));
    ids.set(STAND_IN.personsList, await make('/storage/lists', 'list_id', me.api, { query: { type: 'persons' } }));
    const descriptors = { query: { type: 'descriptors' } };
    ids.set(STAND_IN.descriptorsList, await make('/storage/lists', 'list_id', me.api, descriptors));
  }

  beforeAll(async () => {
    me = await server.newAccount();
    const { paths } = (await server.anonymous.under('').get('/docs/spec.json')).json<{
      paths: Record<string, Record<string, Described>>;
    }>();
    operations = Object.entries(paths)
      .flatMap(([path, methods]) => Object.entries(methods).map(([method, each]) => ({ ...each, method, path })))
      .filter(({ path }) => path !== '/4/login')
      .sort((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method));
    await makeObjects();
    const { faces } = (
      await me.api.post('/storage/descriptors', { body: await photo('erin'), type: 'image/jpeg' })
    ).json<{
      faces: readonly { readonly id: string }[];
    }>();
    ids.set(STAND_IN.descriptor, faces[0]?.id ?? '');
    ids.set('jane.doe@example.com', newEmail());
  });

  const filled = (text: string) => [...ids].reduce((whole, [printed, own]) => whole.replaceAll(printed, own), text);

  async function send({ method, path, parameters = [], requestBody }: Named): Promise<Answer> {
    const given = parameters.filter(({ example }) => example !== undefined);
    const of = (place: string) => given.filter((each) => each.in === place);
    const printedPath = of('path').reduce(
      (whole, { name, example }) => whole.replace(`{${name}}`, String(example)),
      path,
    );
    const query = Object.fromEntries(of('query').map(({ name, example }) => [name, filled(String(example))]));
    const json = requestBody?.content['application/json'];
    const body =
      requestBody === undefined
        ? {}
        : json
          ? { json: JSON.parse(filled(JSON.stringify(json.example))) }
          : { body: await photo('erin'), type: 'image/jpeg' };
    const basic = path.startsWith('/4/account');
    const caller = (basic ? me.basic : me.api).under('');
    return caller.send(method.toUpperCase(), filled(printedPath), { query, ...body });
  }

  test('[issue 12 §6] every operation has a name of its own, a summary, a description and its error codes', () => {
    expect(operations.length).toBeGreaterThanOrEqual(50);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { method, path, operationId, summary, description, responses } of operations) {
      const name = `${method} ${path}`;
      expect(operationId, name).toMatch(/^[a-z]+[A-Za-z]+$/);
      expect(summary?.length, name).toBeGreaterThan(7);
      expect(description?.length, name).toBeGreaterThan(30);
      const codes = Object.entries(responses)
        .filter(([status]) => /^[45]/.test(status))
        .flatMap(([, { content }]) => Object.values(content?.['application/json']?.examples ?? {}));
      expect(codes.length, name).toBeGreaterThan(0);
      for (const { value } of codes) expect(value.error_code, name).toBeGreaterThan(0);
    }
  });

  describe('sent as printed', () => {
    test('[issue 12 §6] every example answers 2xx, in the form of its schema and of the printed answer', async () => {
      const failures: string[] = [];
      // Extensions change the same objects in ways that have an order: test/acceptance/review.
      for (const operation of operations.filter(({ path }) => !path.startsWith('/ext/'))) {
        if (operation.method === 'delete') await makeObjects();
        const name = `${operation.method} ${operation.path}`;
        const answer = await send(operation);
        const declared = operation.responses[String(answer.status)];
        if (answer.status >= 300 || !declared) failures.push(`${name}: ${answer.status} ${answer.text.slice(0, 200)}`);
        const json = declared?.content?.['application/json'];
        if (!json) continue;
        if (json.example === undefined) failures.push(`${name}: no answer is printed`);
        for (const [kind, body] of Object.entries({ printed: json.example, real: answer.json() })) {
          const [breach] = Errors(json.schema, body);
          if (breach) failures.push(`${name}: ${kind} answer: ${breach.instancePath} ${breach.message}`);
        }
        const unknown = Object.keys(json.example ?? {}).filter((member) => !Object.hasOwn(answer.json(), member));
        if (unknown.length > 0) failures.push(`${name}: the answer has no ${unknown}`);
      }
      expect(failures).toEqual([]);
    });
  });
});
