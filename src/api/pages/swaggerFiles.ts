import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { UI_PATH } from './docsPage.ts';

/** What the API page loads of swagger-ui. */
const TYPES = { 'swagger-ui.css': 'text/css; charset=utf-8', 'swagger-ui-bundle.js': 'text/javascript; charset=utf-8' };

export const SWAGGER_FILES: readonly string[] = Object.keys(TYPES).map((name) => `/${UI_PATH}/static/${name}`);

/**
 * swagger-ui's files below `UI_PATH`. Its plugin is not used: it has pages of its own, and for two files it loads a hundred modules,
 * which every start would wait for.
 */
export function registerSwaggerFiles(app: FastifyInstance): void {
  const require = createRequire(import.meta.url);
  for (const [name, type] of Object.entries(TYPES)) {
    app.get(`/${UI_PATH}/static/${name}`, { schema: { hide: true } }, async (request, reply) => {
      const description = require.resolve('@fastify/swagger-ui/package.json');
      const { version }: { version: string } = require(description);
      const tag = `"${version}"`;
      reply.headers({ etag: tag, 'cache-control': 'public, max-age=0' });
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      return reply.type(type).send(await readFile(join(dirname(description), 'static', name)));
    });
  }
}
