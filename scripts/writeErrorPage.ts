/** `npm run docs:errors` writes docs/errors.md anew; `npm run docs:check` fails when the committed page is another one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type ErrorDocument, renderErrorPage } from './errorPage.ts';
import { openApiDocument } from './openApiDocument.ts';

const page = new URL('../docs/errors.md', import.meta.url);
// The examples of the document bear the names of the errors: src/api/documented/describeOperations.ts.
const { paths } = (await openApiDocument()) as { paths?: ErrorDocument['paths'] };
const text = renderErrorPage({ paths: paths ?? {} });
if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
} else if (readFileSync(page, 'utf8') !== text) {
  process.stderr.write('docs/errors.md is stale: run `npm run docs:errors`\n');
  process.exitCode = 1;
}
