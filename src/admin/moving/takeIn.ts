import { Type } from 'typebox';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { adminOperation } from '../operation.ts';
import { AccountPath, ListIdText, PersonIdText, TokenIdText } from '../schemas.ts';
import { portraitOf, vectorOf } from './faceBytes.ts';
import { DescriptorIdText, MovedDescriptor, MovedHandler, MovedList, MovedPerson, MovedToken } from './movedObjects.ts';
import { orConflict } from './orConflict.ts';

const AT_ONCE = { maxItems: ADMIN_LIMIT.movedAtOnce } as const;
/** Portraits that were uploaded as they are may be large. */
const BODY_LIMIT = 16 * 1024 * 1024;

export const takeIn = adminOperation({
  method: 'POST',
  path: '/accounts/:account_id/moving',
  tag: 'moving',
  summary:
    'Tokens, lists, descriptors, persons and handlers with the ids that they have elsewhere; what is here is brought up to date',
  params: AccountPath,
  bodyLimit: BODY_LIMIT,
  body: Type.Object(
    {
      tokens: Type.Optional(Type.Array(MovedToken, AT_ONCE)),
      lists: Type.Optional(Type.Array(MovedList, AT_ONCE)),
      descriptors: Type.Optional(Type.Array(MovedDescriptor, AT_ONCE)),
      persons: Type.Optional(Type.Array(MovedPerson, AT_ONCE)),
      handlers: Type.Optional(Type.Array(MovedHandler, AT_ONCE)),
    },
    { additionalProperties: false },
  ),
  answer: {
    status: 200,
    schema: Type.Object({
      faceless: Type.Array(DescriptorIdText, { description: 'Not here, and they came without a face' }),
      handlers_left: Type.Record(Type.String(), Type.String(), {
        description: 'Handlers that stay as they are, and why',
      }),
    }),
  },
  async run({ accounts, intake, params, body }) {
    const { accountId } = await accounts.get(params.account_id);
    const { tokens = [], lists = [], descriptors = [], persons = [], handlers = [] } = body;
    if (tokens.length > 0) {
      const moved = tokens.map(({ token, token_data: tokenData }) => ({ token, tokenData }));
      await orConflict(intake.tokens(accountId, moved));
    }
    if (lists.length > 0) {
      const moved = lists.map(({ list_id: listId, kind, list_data: listData, create_time: createTime }) => ({
        listId,
        kind: kind as 'persons' | 'descriptors',
        listData,
        createTime,
      }));
      await orConflict(intake.lists(accountId, moved));
    }
    const faceless = await orConflict(
      intake.descriptors.take(
        accountId,
        descriptors.map(({ id: descriptorId, last_update: lastUpdate, lists, face }) => ({
          descriptorId,
          lastUpdate,
          lists,
          ...(face && {
            face: {
              modelId: face.model_id,
              vector: vectorOf(face.vector),
              portrait: portraitOf(face.portrait),
            },
          }),
        })),
      ),
    );
    await orConflict(
      intake.persons.take(
        accountId,
        persons.map(({ id, user_data, external_id, create_time, ...links }) => ({
          personId: id,
          userData: user_data,
          externalId: external_id,
          createTime: create_time,
          ...links,
        })),
      ),
    );
    const left: Record<string, string> = {};
    for (const { handler_id: handlerId, kind, version, policies } of handlers) {
      const why = await intake.handlers.take(accountId, { handlerId, kind: kind as 'verify', version, policies });
      if (why !== undefined) left[kind] = why;
    }
    return { faceless, handlers_left: left };
  },
});

export const takeOut = adminOperation({
  method: 'POST',
  path: '/accounts/:account_id/moving/removed',
  tag: 'moving',
  summary: 'What is gone where it came from: deleted here, too; unknown ids are passed over',
  params: AccountPath,
  body: Type.Object(
    {
      person_ids: Type.Optional(Type.Array(PersonIdText, AT_ONCE)),
      list_ids: Type.Optional(Type.Array(ListIdText, AT_ONCE)),
      tokens: Type.Optional(Type.Array(TokenIdText, AT_ONCE)),
    },
    { additionalProperties: false },
  ),
  answer: { status: 204 },
  async run({ accounts, intake, tokens, params, body }) {
    const { accountId } = await accounts.get(params.account_id);
    await intake.persons.remove(accountId, body.person_ids ?? []);
    await intake.removeLists(accountId, body.list_ids ?? []);
    await tokens.deleteMany(accountId, body.tokens ?? []);
  },
});
