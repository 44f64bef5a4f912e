import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ErrorObject } from '../operations/answerObjects.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { EXTENSION_PREFIX, extensions } from '../operations/extensionRoutes.ts';
import { operations, PREFIXES } from '../operations/routes.ts';
import { DOCS_SCRIPT, docsPage } from '../pages/docsPage.ts';
import { rootFrom } from '../pages/pageFrame.ts';
import { sendPage } from '../pages/pageHeaders.ts';
import { registerSwaggerFiles, SWAGGER_FILES } from '../pages/swaggerFiles.ts';
import { TOKEN_HEADER } from '../wire/headers.ts';
import { describeOperations, describePages, type Paths } from './describeOperations.ts';
import { SERVICE_PAGES } from './servicePages.ts';

const DESCRIPTION = `The LUNA PLATFORM 3 API, served by luna-backport3.
Register an account, take its token, post photos, build persons and lists, identify, match, verify and search.
Every path is also served below /6 and /3.

To try an operation, register an account, press "Authorize" and paste its token. Operations on tokens need e-mail and
password instead. The ids in the examples stand for your objects: this page puts the newest ones of your account in their
place when it sends a request, once there are any.

\`{}\` in the text of an error stands for a value.`;

/** What is read below `/docs`. */
export const DOCS_PAGES: readonly string[] = [
  '/docs',
  '/docs/page.js',
  '/docs/spec',
  '/docs/spec.json',
  '/docs/spec.yaml',
  ...SWAGGER_FILES,
];

export interface DocsFacts {
  readonly version: string;
  readonly compatibility: Compatibility;
}

/**
 * The interactive page at /docs, which loads nothing from elsewhere, and at /docs/spec the OpenAPI document, made of the
 * route schemas: YAML or JSON by `Accept` or by extension, and the page for requests for neither (contract 70: HTML is the
 * default). To be registered before the routes.
 */
export async function registerDocs(app: FastifyInstance, { version, compatibility }: DocsFacts): Promise<void> {
  await app.register(swagger, {
    transformObject(document) {
      if (!('openapiObject' in document)) throw new Error('the document is OpenAPI 3');
      const { openapiObject } = document;
      const paths = (openapiObject.paths ?? {}) as Paths;
      describeOperations(paths, PREFIXES[0], operations, compatibility);
      describeOperations(paths, EXTENSION_PREFIX, extensions, compatibility);
      describePages(paths, SERVICE_PAGES, compatibility);
      const { components = {} } = openapiObject;
      // Its types and typebox's do not know each other; both are JSON Schema.
      const schemas: Record<string, object> = { ...components.schemas, Error: ErrorObject };
      openapiObject.components = { ...components, schemas } as typeof components;
      return openapiObject;
    },
    openapi: {
      openapi: '3.1.0',
      info: { title: 'luna-backport3', version, description: DESCRIPTION, license: { name: 'Apache-2.0' } },
      components: {
        // The order in which the page asks for them.
        securitySchemes: {
          token: { type: 'apiKey', in: 'header', name: TOKEN_HEADER, description: 'Token of the account' },
          basic: { type: 'http', scheme: 'basic', description: 'E-mail and password of the account' },
          admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_KEY, for /config only' },
        },
      },
    },
  });
  registerSwaggerFiles(app);

  const hidden = { schema: { hide: true } };
  const sendJson = (reply: FastifyReply) => reply.send(app.swagger());
  // Without aliases for repeated parts: parsers take many aliases for an attack.
  const sendYaml = async (reply: FastifyReply) => {
    const { stringify } = await import('yaml');
    const text = stringify(app.swagger(), { aliasDuplicateObjects: false });
    return reply.type('application/x-yaml; charset=utf-8').send(text);
  };
  const sendDocs = (reply: FastifyReply, url: string) => {
    const { html, style } = docsPage(rootFrom(url));
    return sendPage(reply, html, style);
  };

  app.get('/docs', hidden, async (request, reply) => sendDocs(reply, request.url));
  app.get('/docs/page.js', hidden, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(DOCS_SCRIPT),
  );
  app.get('/docs/spec.json', hidden, async (_request, reply) => sendJson(reply));
  app.get('/docs/spec.yaml', hidden, async (_request, reply) => sendYaml(reply));
  app.get('/docs/spec', hidden, async (request, reply) => {
    const { accept = '' } = request.headers;
    reply.header('vary', 'Accept');
    if (accept.includes('yaml')) return sendYaml(reply);
    if (accept.includes('json')) return sendJson(reply);
    return sendDocs(reply, request.url);
  });
}
