/**
 * `npm run client:generate` writes docs/openapi.json as the routes give it, and the client's types from it;
 * `npm run client:check` fails when either is stale, or when the document is not valid OpenAPI.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { openApiDocument } from './openApiDocument.ts';

const DOCUMENT = new URL('../docs/openapi.json', import.meta.url);
const TYPES = new URL('../client/src/schema.ts', import.meta.url);
const HEADER = '// Generated from docs/openapi.json by `npm run client:generate`; do not edit.\n';

const document = await openApiDocument();
const { valid, errors } = await new Validator().validate(document);
if (!valid) fail(`the OpenAPI document is not valid: ${JSON.stringify(errors)}`);

const blob = ts.factory.createTypeReferenceNode('Blob');
const ast = await openapiTS(JSON.stringify(document), {
  transform: ({ format }) => (format === 'binary' ? blob : undefined),
});
const outputs = [
  { file: DOCUMENT, text: `${JSON.stringify(document, undefined, 2)}\n` },
  { file: TYPES, text: HEADER + astToString(ast) },
];
for (const { file, text } of outputs) {
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) fail(`${file.pathname} is stale: run \`npm run client:generate\``);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
