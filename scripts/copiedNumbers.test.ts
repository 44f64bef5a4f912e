import type { TSchema } from 'typebox';
import { expect, test } from 'vitest';
import * as copied from '../console/src/parts/serviceNumbers.ts';
import { SERVICE_PAGES } from '../src/api/documented/servicePages.ts';
import { getCluster } from '../src/api/review/findings/getCluster.ts';
import { getPortraitBySize } from '../src/api/review/persons/getPortraitBySize.ts';
import { LARGEST_PHOTO } from '../src/cli/moving/upload/sources/photoFile.ts';
import { USUAL_SERVER } from '../src/cli/moving/upload/upload.ts';
import { PASSWORD_LENGTH } from '../src/core/accounts/accountRules.ts';
import { LARGEST_PAGE } from '../src/domain/pages.ts';
import { TEXT_LENGTH } from '../src/domain/textLengths.ts';
import { settingsSchema } from '../src/settings/schema.ts';
import { HIDDEN } from '../src/settings/shownSettings.ts';
import { SAME_PERSON } from '../src/vision/find/similarity.ts';
import { PORTRAIT_SIDE } from '../src/vision/portrait/portraitForm.ts';

/** What a JSON Schema says by that keyword. */
const said = (schema: TSchema, keyword: string): unknown =>
  Object.entries(schema).find(([name]) => name === keyword)?.[1];
const { LIVENESS_THRESHOLD, PORT, BODY_LIMIT, THUMBNAIL_SIDES, MAX_CANDIDATES_IN_RESPONSE } = settingsSchema.properties;

const configAnswer = SERVICE_PAGES.find(({ path }) => path === '/config')?.example.answer;

/**
 * The console and clients of other servers import nothing of the service, the API nothing of the settings; what they repeat
 * of its decisions stays the same.
 */
test.each([
  ['longest data', copied.LONGEST_DATA, TEXT_LENGTH.data],
  ['longest external id', copied.LONGEST_EXTERNAL_ID, TEXT_LENGTH.externalId],
  ['shortest password', copied.PASSWORD_LENGTH.least, PASSWORD_LENGTH.minimum],
  ['longest password', copied.PASSWORD_LENGTH.most, PASSWORD_LENGTH.maximum],
  ['largest body', copied.LARGEST_BODY, said(BODY_LIMIT, 'default')],
  ['largest photo of upload', LARGEST_PHOTO, said(BODY_LIMIT, 'default')],
  ['port of the server of upload', Number(new URL(USUAL_SERVER).port), said(PORT, 'default')],
  ['one person', copied.SAME_PERSON, SAME_PERSON],
  ['alive', copied.ALIVE, said(LIVENESS_THRESHOLD, 'default')],
  ['side of a portrait', copied.PORTRAIT_SIDE.large, PORTRAIT_SIDE],
  [
    'least side at most of a portrait by size',
    said(getPortraitBySize.query?.side?.schema ?? {}, 'maximum'),
    PORTRAIT_SIDE,
  ],
  ['page of lists', copied.LARGEST_PAGE.lists, Math.min(LARGEST_PAGE.lp3, LARGEST_PAGE.backport3)],
  ['page of a group', copied.LARGEST_PAGE.facesOfGroup, said(getCluster.query?.limit?.schema ?? {}, 'maximum')],
  ['candidates', copied.MOST_CANDIDATES, said(MAX_CANDIDATES_IN_RESPONSE, 'maximum')],
  ['a secret in the example of /config', Object.entries(configAnswer ?? {}).at(-1)?.[1], HIDDEN],
])('%s', (_name, copy, decision) => expect(copy).toBe(decision));

test('the console asks for a thumbnail that there is', () => {
  expect(said(THUMBNAIL_SIDES, 'default')).toContain(copied.PORTRAIT_SIDE.small);
});
