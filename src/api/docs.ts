import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

const DESCRIPTION = `The LUNA PLATFORM 3 API as luna-backport3 served it.
Register an account, take its token, post photos, build persons and lists, identify, match, verify and search.
Every path is also served below /6 and /3.`;

/**
 * The interactive page at /docs, which loads nothing from elsewhere, and at /docs/spec the OpenAPI document, made of the
 * route schemas: YAML or JSON by `Accept`, and the page for who asks for neither (contract 70: HTML is the default). To be
 * registered before the routes.
 */
export async function registerDocs(app: FastifyInstance, { version }: { readonly version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'luna-backport3', version, description: DESCRIPTION, license: { name: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          basic: { type: 'http', scheme: 'basic', description: 'E-mail and password of the account' },
          admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_KEY' },
          token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
        },
      },
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { docExpansion: 'list', tryItOutEnabled: true } });

  app.get('/docs/spec', { schema: { hide: true } }, async (request, reply) => {
    const { accept = '' } = request.headers;
    if (accept.includes('yaml')) {
      return reply.type('application/x-yaml; charset=utf-8').send(app.swagger({ yaml: true }));
    }
    if (accept.includes('json')) return reply.send(app.swagger());
    // The page's own links are absolute, so that it works here too.
    const page = await app.inject('/docs');
    return reply.type('text/html; charset=utf-8').send(page.body);
  });
}
