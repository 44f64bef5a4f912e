import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { expectBody } from './support/objects.ts';
import { suite } from './support/server.ts';

interface OpenApi {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly paths: Record<string, Record<string, unknown>>;
}

/** Contract 00 §2. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  '/accounts': ['post'],
  '/account': ['get'],
  '/account/tokens': ['get', 'post', 'delete'],
  '/account/tokens/{}': ['get', 'patch', 'delete'],
  '/storage/descriptors': ['get', 'post'],
  '/storage/descriptors/{}': ['get'],
  '/storage/descriptors/{}/linked_lists': ['get', 'patch'],
  '/storage/persons': ['get', 'post'],
  '/storage/persons/{}': ['get', 'patch', 'delete'],
  '/storage/persons/{}/linked_descriptors': ['get', 'patch'],
  '/storage/persons/{}/linked_lists': ['get', 'patch'],
  '/storage/lists': ['get', 'post', 'delete'],
  '/storage/lists/{}': ['get', 'patch', 'delete'],
  '/storage/linker': ['patch'],
  '/matching/identify': ['post'],
  '/matching/match': ['post'],
  '/matching/search': ['post'],
  '/matching/verify': ['post'],
  '/handlers/extractor': ['get', 'patch', 'post'],
  '/handlers/identify': ['get', 'patch', 'post'],
  '/handlers/verify': ['get', 'patch', 'post'],
  '/liveness': ['post'],
  '/handlers/verify/raw': ['post'],
};

suite('service resources', (server) => {
  const root = server.anonymous.under('');
  const spec = (accept: string) => root.get('/docs/spec', { headers: { accept } });

  describe('version', () => {
    test('[70 version] [97 1] 200 without credentials, in the shape of the mode', async () => {
      const answer = await root.get('/version');
      const body = expectBody<Record<string, Record<string, unknown>>>(answer, 200);
      const numbers = { api: 4, major: expect.any(Number), minor: expect.any(Number), patch: expect.any(Number) };
      if (server.mode === 'backport3') {
        expect(body['luna-backport3']).toEqual(numbers);
        expect(Object.keys(body['luna-backport3'] ?? {})).toEqual(['api', 'major', 'minor', 'patch']);
        expect(body['LUNA PLATFORM']).not.toHaveProperty('api');
      } else {
        expect(body.Version).toMatchObject({
          luna_api: numbers,
          luna_core: { luna: { major: expect.any(Number) }, fsdk: { major: expect.any(Number) } },
        });
      }
    });

    test('[70 version] has no version prefix', async () => {
      server.expectError(await server.anonymous.get('/version'), 404, 12013);
    });
  });

  describe('healthcheck', () => {
    test.each([{}, { include_luna_services: 0 }, { include_luna_services: 1 }])(
      '[70 healthcheck] 200 with %j',
      async (query) => {
        const body = expectBody<Record<string, unknown>>(await root.get('/healthcheck', { query }), 200);
        expect(body).toEqual({ execution_time: expect.any(Number) });
      },
    );
  });

  describe('probes', () => {
    test('[issue 3 §2] livez and readyz answer without credentials, and are documented', async () => {
      expect(expectBody(await root.get('/livez'), 200)).toEqual({ alive: true });
      expect(expectBody(await root.get('/readyz'), 200)).toEqual({ ready: true });
      const { paths } = (await spec('application/json')).json<OpenApi>();
      for (const path of ['/livez', '/readyz']) expect(Object.keys(paths[path] ?? {}), path).toContain('get');
    });
  });

  const pages = ['/version', '/healthcheck', '/metrics', '/livez', '/readyz', '/docs', '/docs/spec', '/docs/spec.json'];
  test.each([...pages, '/docs/spec.yaml', '/docs/page.js', '/docs/ui/static/swagger-ui.css', '/console'])(
    '[00 §7] other methods of %s are 405',
    async (path) => {
      for (const method of ['POST', 'DELETE', 'PUT', 'PATCH']) {
        const answer = await root.send(method, path);
        server.expectError(answer, 405, 12021);
        expect(answer.headers.allow).toBe('GET, OPTIONS');
      }
      expect((await root.send('OPTIONS', path)).status).toBe(204);
    },
  );

  test('[00 §7] what is no page of the documentation is none for any method', async () => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      server.expectError(await root.send(method, '/docs/nope'), 404, 12013);
    }
  });

  test('[00 §9] [97 flags] include_luna_services that is neither 0 nor 1', async () => {
    const answer = await root.get('/healthcheck', { query: { include_luna_services: 'yes' } });
    if (server.mode === 'lp3') expectBody(answer, 200);
    else server.expectError(answer, 400, 12012);
  });

  test.each(['/version', '/healthcheck', '/metrics', '/docs', '/docs/spec'])(
    '[70 §OPTIONS] OPTIONS %s needs no credentials',
    async (path) => {
      const answer = await root.send('OPTIONS', path);
      expect(answer.status).toBe(204);
      expect(answer.headers.allow).toMatch(/\bGET\b/);
      expect(answer.headers['access-control-allow-methods']).toMatch(/\bGET\b/);
    },
  );

  test('[70 metrics] 403: they are switched off', async () => {
    server.expectError(await root.get('/metrics'), 403, 100);
  });

  test('[70 config] without a key of the administrator there is no such page', async () => {
    server.expectError(await root.get('/config'), 404, 12013);
    server.expectError(await root.get('/config', { headers: { authorization: 'Bearer x' } }), 404, 12013);
  });

  describe('OpenAPI', () => {
    test('[70 docs/spec] JSON by Accept', async () => {
      const answer = await spec('application/json');
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      const body = expectBody<OpenApi>(answer, 200);
      expect(body.openapi).toMatch(/^3\.1\./);
      expect(body.info.title).not.toBe('');
    });

    test('[70 docs/spec] YAML by Accept, the same document', async () => {
      const answer = await spec('application/x-yaml');
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toMatch(/yaml/);
      expect(parse(answer.text)).toEqual((await spec('application/json')).json());
    });

    test('[70 docs/spec] needs no credentials; HTML by default', async () => {
      for (const accept of ['*/*', 'text/html', 'text/html,application/xhtml+xml,*/*;q=0.8']) {
        const answer = await spec(accept);
        expect(answer.status).toBe(200);
        expect(answer.headers['content-type']).toMatch(/^text\/html/);
        const [script = ''] = /\/docs\/[\w/-]+\.js/.exec(answer.text) ?? [];
        expect((await root.get(script)).status).toBe(200);
      }
    });

    test('[issue 2 §6] the interactive page fetches nothing from elsewhere', async () => {
      let answer = await root.get('/docs');
      for (let hops = 0; answer.headers.location && hops < 3; hops++) {
        answer = await root.get(new URL(answer.headers.location, `${server.url}${answer.path}`).pathname);
      }
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/(src|href)="?(https?:)?\/\//);
    });

    test('[00 §2] names every operation of the resource map', async () => {
      const { paths } = (await spec('application/json')).json<OpenApi>();
      const documented = Object.fromEntries(
        Object.entries(paths).map(([path, methods]) => [
          path.replace(/^\/4/, '').replace(/\{[^}]+\}/g, '{}'),
          Object.keys(methods),
        ]),
      );
      for (const [path, methods] of Object.entries(OPERATIONS)) {
        expect(documented[path], path).toEqual(expect.arrayContaining([...methods]));
      }
    });

    test('[issue 2 §6] every reference in it leads somewhere', async () => {
      const document = (await spec('application/json')).json();
      const references = JSON.stringify(document).match(/"\$ref":"#[^"]*"/g) ?? [];
      for (const reference of new Set(references)) {
        const pointer = (JSON.parse(`{${reference}}`) as { $ref: string }).$ref;
        const found = pointer
          .slice(2)
          .split('/')
          .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
          .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
        expect(found, pointer).toBeDefined();
      }
    });
  });
});
