import type { ErrorEntry } from '../src/api/errors/errorEntry.ts';
import { ERRORS, type ErrorName } from '../src/api/errors/errorTable.ts';

/** The parts of an OpenAPI document that say which operation answers which error: examples bear the names of the table. */
export interface ErrorDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ErrorOperation>>>>;
}

interface ErrorOperation {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, ErrorResponse>>;
}

interface ErrorResponse {
  readonly content?: Readonly<Record<string, { readonly examples?: Readonly<Record<string, unknown>> }>>;
}

const INTRODUCTION = `# Error codes

Generated from \`src/api/errors/errorTable.ts\` by \`npm run docs:errors\`.

Every error is one envelope. Programs go by \`error_code\` and the HTTP status; \`detail\` is for people:

\`\`\`
{"error_code": 22007, "desc": "Object not found", "detail": "Person not found"}
\`\`\`

With \`COMPATIBILITY=lp3\` there is no \`desc\`. The header \`LUNA-Request-Id\` names the request; the server's log has a line with it
([logs.md](logs.md)). What to do about the frequent ones: [troubleshooting.md](troubleshooting.md).

**May I send the same request again?** After 503, 429 and 408, and after 409 with \`Retry-After\`: yes, after as many seconds as
\`Retry-After\` says. After 500 with 10015: look first whether it was done, or use an \`Idempotency-Key\`
([developers/api.md](developers/api.md)). After any other 4xx: only after you have changed it.

\`…\` stands for a value. Operations are named as on the API page; a row without any belongs to requests that reach no operation, or
to LP3 mode.
`;

/** Beyond this many operations they are counted. */
const MOST_NAMED = 4;

/** The page of error codes: one table a hundred of codes that belong together. Markdown, ends with a line break. */
export function renderErrorPage(document: ErrorDocument): string {
  const names = Object.keys(ERRORS) as ErrorName[];
  const rows = names
    .map((name) => ({ entry: ERRORS[name] as ErrorEntry, operations: operationsWith(document, name) }))
    .sort((a, b) => a.entry.code - b.entry.code || a.entry.status - b.entry.status);
  const lines = rows.map(
    ({ entry: { code, status, desc, detail }, operations }) =>
      `| \`${code}\` | ${status} | ${cell(desc)} | ${cell(detail)} | ${shown(operations)} |`,
  );
  return `${INTRODUCTION}\n| code | status | \`desc\` | \`detail\` | operations |\n|---|---|---|---|---|\n${lines.join('\n')}\n`;
}

function operationsWith({ paths }: ErrorDocument, name: ErrorName): string[] {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  return operations
    .filter(({ responses }) =>
      Object.values(responses).some(({ content }) => content?.['application/json']?.examples?.[name] !== undefined),
    )
    .map(({ operationId }) => operationId ?? '')
    .sort();
}

function shown(operations: readonly string[]): string {
  if (operations.length > MOST_NAMED) return `${operations.length} operations`;
  return operations.map((name) => `\`${name}\``).join(', ');
}

const cell = (text: string) => text.replaceAll('{}', '…').replaceAll('|', '\\|');
