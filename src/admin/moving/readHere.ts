import { Type } from 'typebox';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { adminOperation } from '../operation.ts';
import { AccountPath, Count, Pages, pageOf } from '../schemas.ts';
import { faceText } from './faceBytes.ts';
import { DescriptorIdText, FaceObject, MovedHandler, MovedPerson } from './movedObjects.ts';

const ListObject = Type.Object({ list_id: Type.String(), list_data: Type.String(), count: Count });

export const readPersons = adminOperation({
  method: 'GET',
  path: '/accounts/:account_id/moving/persons',
  tag: 'moving',
  summary: 'Persons of an account, newest first',
  params: AccountPath,
  query: Type.Object(Pages),
  answer: { status: 200, schema: Type.Object({ persons: Type.Array(MovedPerson), count: Count }) },
  async run({ accounts, held, params, query }) {
    const { accountId } = await accounts.get(params.account_id);
    const { items, count } = await held.persons(accountId, pageOf(query));
    const persons = items.map(({ personId, userData, externalId, createTime, descriptors, lists }) => ({
      id: personId,
      user_data: userData,
      external_id: externalId,
      create_time: createTime,
      descriptors,
      lists,
    }));
    return { persons, count };
  },
});

export const readDescriptors = adminOperation({
  method: 'GET',
  path: '/accounts/:account_id/moving/descriptors',
  tag: 'moving',
  summary: 'Descriptors of an account, newest first',
  params: AccountPath,
  query: Type.Object(Pages),
  answer: {
    status: 200,
    schema: Type.Object({
      descriptors: Type.Array(
        Type.Object({
          id: Type.String(),
          last_update: Type.String(),
          person_id: Type.Union([Type.String(), Type.Null()]),
          lists: Type.Array(Type.String()),
          model_id: Type.String(),
          has_portrait: Type.Boolean(),
        }),
      ),
      count: Count,
    }),
  },
  async run({ accounts, held, params, query }) {
    const { accountId } = await accounts.get(params.account_id);
    const { items, count } = await held.descriptors(accountId, pageOf(query));
    const descriptors = items.map((each) => ({
      id: each.descriptorId,
      last_update: each.lastUpdate,
      person_id: each.personId,
      lists: each.lists,
      model_id: each.modelId,
      has_portrait: each.hasPortrait,
    }));
    return { descriptors, count };
  },
});

export const readLists = adminOperation({
  method: 'GET',
  path: '/accounts/:account_id/moving/lists',
  tag: 'moving',
  summary: 'Lists of an account, each kind newest first',
  params: AccountPath,
  query: Type.Object(Pages),
  answer: {
    status: 200,
    schema: Type.Object({ persons: Type.Array(ListObject), descriptors: Type.Array(ListObject), count: Count }),
  },
  async run({ accounts, held, params, query }) {
    const { accountId } = await accounts.get(params.account_id);
    const [persons, descriptors] = await held.lists(accountId, pageOf(query));
    const object = (list: { listId: string; listData: string; count: number }) => ({
      list_id: list.listId,
      list_data: list.listData,
      count: list.count,
    });
    const count = Math.max(persons.count, descriptors.count);
    return { persons: persons.items.map(object), descriptors: descriptors.items.map(object), count };
  },
});

export const readHandlers = adminOperation({
  method: 'GET',
  path: '/accounts/:account_id/moving/handlers',
  tag: 'moving',
  summary: 'Handlers of an account as they are stored',
  params: AccountPath,
  answer: { status: 200, schema: Type.Object({ handlers: Type.Array(MovedHandler) }) },
  async run({ accounts, held, params }) {
    const { accountId } = await accounts.get(params.account_id);
    const handlers = await held.handlers(accountId);
    return { handlers: handlers.map(({ handlerId, ...handler }) => ({ handler_id: handlerId, ...handler })) };
  },
});

export const readFaces = adminOperation({
  method: 'POST',
  path: '/accounts/:account_id/moving/faces',
  tag: 'moving',
  summary: 'Vectors and portraits of descriptors; unknown ones are absent',
  params: AccountPath,
  body: Type.Object(
    {
      descriptor_ids: Type.Array(DescriptorIdText, { maxItems: ADMIN_LIMIT.movedAtOnce }),
      portraits: Type.Boolean(),
    },
    { additionalProperties: false },
  ),
  answer: { status: 200, schema: Type.Object({ faces: Type.Record(Type.String(), FaceObject) }) },
  async run({ accounts, held, params, body }) {
    const { accountId } = await accounts.get(params.account_id);
    const faces = await held.faces(accountId, body.descriptor_ids, body.portraits);
    return { faces: Object.fromEntries(faces.map((face) => [face.descriptorId, faceText(face)])) };
  },
});

export const readModel = adminOperation({
  method: 'GET',
  path: '/moving/model',
  tag: 'moving',
  summary: 'Which model makes descriptors here',
  answer: { status: 200, schema: Type.Object({ model: Type.String() }) },
  run: async ({ listPairs }) => ({ model: listPairs.modelId }),
});
