import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADMIN_LIMIT } from '../src/domain/adminLimits.ts';
import { LARGEST_PAGE } from '../src/domain/pages.ts';
import { TEXT_LENGTH } from '../src/domain/textLengths.ts';
import { RETRY_DELAY } from '../src/failover/retryDelay.ts';
import { scoreMeasures } from '../src/vision/estimate/quality.ts';

/** Of a text, without line breaks and the padding of tables. */
const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8').replace(/\s+/g, ' ');

/** The value of a constant of numbers, also one that its file keeps to itself. */
function constant(file: string, name: string): number {
  const [, product = ''] = new RegExp(`const ${name}(?:: \\w+)? = ([\\d_. *]+);`).exec(read(`src/${file}`)) ?? [];
  if (product === '') throw new Error(`${file} has no ${name} that is a number`);
  return product.split('*').reduce((result, factor) => result * Number(factor.replaceAll('_', '')), 1);
}

/** As documents write large numbers. */
const spaced = (value: number) => String(value).replace(/(?<=\d)(?=(?:\d{3})+$)/g, value < 10_000 ? '' : ' ');
const kilobytes = (value: number) => `${value / 1024} KB`;
const seconds = (milliseconds: number) => `${milliseconds / 1000} seconds`;

const SEALED = 'store/encryption/sealedForm.ts';
const CIPHER = 'cli/moving/archive/lineCipher.ts';
const sealBytes = 1 + constant(SEALED, 'NONCE_BYTES') + constant(SEALED, 'TAG_BYTES');
const { data, externalId, modelId } = TEXT_LENGTH;

/** A number that the code decides, and the sentence of a page that repeats it. Change both. */
test.each<[document: string, phrase: string]>([
  ['adr/0002-exact-gallery-in-memory.md', `blocks of ${constant('gallery/rows/blockLayout.ts', 'BLOCK_ROWS')} rows`],
  ['adr/0020-a-key-an-account.md', `${sealBytes} bytes a blob`],
  ['audit.md', `at most ${constant('http/touchedObjects.ts', 'NAMED')}, \`further_objects\` counts the rest`],
  ['audit.md', `up to ${constant('core/audit/auditWriter.ts', 'MOST_A_BATCH')} in one row`],
  ['audit.md', `entries with ${spaced(constant('core/audit/auditWriter.ts', 'MOST_FACTS_WAITING'))} facts are waiting`],
  ['crossmatch.md', `at most ${spaced(ADMIN_LIMIT.pairs)}`],
  ['databases.md', `from ${RETRY_DELAY.firstMs} to ${RETRY_DELAY.longestMs} ms`],
  ['databases.md', `waits ${constant('failover/hostSearch.ts', 'GRACE_MS')} ms for a better one`],
  ['developers/api.md', `answer above ${kilobytes(constant('core/upkeep/idempotency.ts', 'LONGEST_ANSWER'))}`],
  ['developers/database.md', `${sealBytes} bytes longer`],
  ['developers/database.md', `back ${spaced(constant('store/lists/listChanges.ts', 'KEPT_VERSIONS'))} versions`],
  [
    'developers/database.md',
    `at most ${seconds(constant('gallery/memory/startFollowing.ts', 'LONGEST_PAUSE_MS'))} apart`,
  ],
  ['developers/database.md', `At most ${constant('databases/postgres/statementNames.ts', 'MOST_NAMES')}`],
  ['developers/descriptor-format.md', `at most ${constant('descriptorFormat/descriptorArchive.ts', 'LONGEST_LABEL')}`],
  ['encryption.md', `nonce of ${constant(SEALED, 'NONCE_BYTES')} bytes`],
  ['encryption.md', `a tag of ${constant(SEALED, 'TAG_BYTES')} bytes: ${sealBytes} bytes more than plain`],
  ['encryption.md', `may take ${seconds(constant('sealing/keys/keyCommand.ts', 'DEADLINE_MS'))}`],
  ['encryption.md', `print ${kilobytes(constant('sealing/keys/keyCommand.ts', 'LONGEST_OUTPUT'))}`],
  ['encryption.md', `${ADMIN_LIMIT.sealedPerSecond.byDefault} a second (\`--rate\`)`],
  ['export.md', `nonce (${constant(CIPHER, 'NONCE_BYTES')} bytes)`],
  ['export.md', `tag (${constant(CIPHER, 'TAG_BYTES')} bytes)`],
  ['limits.md', `| ${constant('vision/find/findFaces.ts', 'MOST_FACES')}; the largest are kept`],
  ['limits.md', `| ${LARGEST_PAGE.backport3}; ${LARGEST_PAGE.lp3} in LP3 mode and in the admin API`],
  ['limits.md', `\`organization_name\` | ${data} characters`],
  ['limits.md', `\`external_id\` | ${externalId} characters`],
  ['limits.md', `\`requested_by\` of an erasure | ${data} characters`],
  ['limits.md', `| ${constant('api/wire/body/imagesBody.ts', 'MOST_PARTS')}, each may be an image`],
  ['limits.md', `${kilobytes(constant('api/wire/body/multipart.ts', 'HEADER_BYTES'))} of headers a part`],
  ['limits.md', `\`meta\` of \`POST /liveness\` | ${kilobytes(constant('api/wire/body/imagesBody.ts', 'META_BYTES'))}`],
  ['limits.md', `concurrent posts to one receiver | ${constant('events/lane.ts', 'AT_ONCE')}`],
  [
    'limits.md',
    `| ${spaced(constant('descriptorFormat/descriptorArchive.ts', 'MOST_DESCRIPTORS'))}, and \`BODY_LIMIT\` bytes`,
  ],
  ['limits.md', `| ${constant('descriptorFormat/descriptorFile.ts', 'LARGEST_DIMENSION')}, ${modelId} characters`],
  ['limits.md', `| ${spaced(constant('api/wire/body/jsonShape.ts', 'MOST_VALUES'))}, or one for each`],
  ['limits.md', `for each ${constant('api/wire/body/jsonShape.ts', 'LEAST_BYTES_A_VALUE')} bytes`],
  [
    'limits.md',
    `At most ${constant('databases/pglite/pgliteSession.ts', 'QUEUE_LIMIT')} requests wait for the database`,
  ],
  ['limits.md', `${constant('core/logins/authentication.ts', 'HASHING_QUEUE')} passwords of each kind`],
  ['limits.md', `remembers ${spaced(constant('concurrency/limits/allowance.ts', 'REMEMBERED'))} clients`],
  ['logs.md', `wait up to ${constant('cli/writeTogether.ts', 'TOGETHER_MS')} milliseconds`],
  ['models.md', `faces a second, ${constant('cli/models/migrate.ts', 'RATE')} unless`],
  ['moving.md', `(${constant('cli/moving/remote/remoteOptions.ts', 'GENTLE_RATE')} requests a second)`],
  ['review.md', `up to ${spaced(constant('core/review/runs.ts', 'MOST_FACES'))} faces`],
  ['traces.md', `the first ${constant('tracing/childSpans.ts', 'LONGEST_STATEMENT')} characters`],
])('docs/%s: %s', (document, phrase) => expect(read(`docs/${document}`).includes(phrase)).toBe(true));

/** Numbers in words. */
test.each<[document: string, phrase: string, holds: boolean]>([
  ['audit.md', 'within a second of the answer', constant('core/audit/auditWriter.ts', 'TURN_MS') < 1000],
  ['audit.md', 'drops old entries, once an hour', constant('app/upkeep/auditLog.ts', 'DROP_SECONDS') === 3600],
  [
    'databases.md',
    'the service gives up five seconds later',
    constant('app/database.ts', 'SERVER_FIRST_SECONDS') === 5,
  ],
  [
    'developers/api.md',
    'says 409 for two minutes at most',
    constant('store/accounts/idempotencyKeyStore.ts', 'CLAIM_SECONDS') === 120,
  ],
])('docs/%s: %s', (document, phrase, holds) => {
  expect(read(`docs/${document}`).includes(phrase)).toBe(true);
  expect(holds).toBe(true);
});

test('a photo is poor where docs/accuracy.md says: a fifth of the face nearly black or nearly white', () => {
  const { dark, light } = scoreMeasures({ dark: 1 / 5, light: 1 / 5, sharpness: 0, saturation: 1 });
  expect([dark, light]).toEqual([0.5, 0.5]);
  expect(read('docs/accuracy.md')).toMatch(
    /quality score is ½ where a face starts to be a poor one: .* or a fifth of it/,
  );
});
