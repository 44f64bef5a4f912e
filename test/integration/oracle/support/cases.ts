import { HANDLER_KINDS } from '../../../../src/domain/handlerKind.ts';
import type {
  AccountId,
  ActionId,
  DescriptorId,
  FindingId,
  HandlerId,
  InvitationId,
  ListId,
  PersonId,
  TokenId,
} from '../../../../src/domain/ids.ts';
import type { Timestamp } from '../../../../src/domain/time.ts';
import type { AuditBatch } from '../../../../src/store/ports/upkeep/auditLog.ts';
import type { Store } from '../../../../src/store/store.ts';
import type { Answer } from './recorder.ts';

export interface Case {
  /** What makes this one different from the method's other cases. */
  readonly when?: string;
  readonly answers?: readonly Answer[];
  run(store: Store): Promise<unknown>;
}

/** Members of the store that are stores themselves. */
type Ports = { [Name in keyof Store as Store[Name] extends (...args: never[]) => unknown ? never : Name]: Store[Name] };
type Objects = { [Name in keyof Ports as Ports[Name] extends object ? Name : never]: Ports[Name] };

/** Every method of every store: one that is missing here does not compile. */
export type Cases = { [Port in keyof Objects]: { [Method in keyof Objects[Port]]: readonly Case[] } };

const account = 'account-1' as AccountId;
const person = 'person-1' as PersonId;
const persons = ['person-1', 'person-2', 'person-3'] as PersonId[];
const face = 'face-1' as DescriptorId;
const faces = ['face-1', 'face-2', 'face-3'] as DescriptorId[];
const list = 'list-1' as ListId;
const token = 'token-1' as TokenId;
const invitation = 'invitation-1' as InvitationId;
const action = 'action-1' as ActionId;
const at = '2018-05-10T12:41:25.813001Z' as Timestamp;

const page = { page: 2, size: 10 };
/** A page behind the end, which makes the method count. */
const emptyPage: readonly Answer[] = [[], [{ count: 3 }]];
const listRow = { list_id: list, user_data: null, create_time: at, version: 0 };
const accountHandlers = HANDLER_KINDS.map((kind) => ({
  handlerId: `handler-${kind}` as HandlerId,
  kind,
  policies: {},
  version: 1,
}));
const handlerRow = { handler_id: 'handler-1', policies: '{}', version: 1 };
const actionRow = {
  action_id: action,
  kind: 'split',
  create_time: at,
  undo_time: null,
  person_id: person,
  other_person_id: null,
  details: '{}',
};
const runRow = {
  kind: 'clusters',
  run_id: 'run-1',
  state: 'running',
  start_time: at,
  end_time: null,
  beat_time: at,
  total: 2,
  done: 1,
  found: 0,
  threshold: 500_000,
};
const findingRow = { place: 4, result_id: 'finding-1', faces: 3, body: '{}' };
const oneOfEach: readonly Answer[] = [[{ count: 1 }], [{ count: 1 }], [{ count: 1 }]];

const auditBatch: AuditBatch = { count: 2, lastTime: at, text: 'line\nline', link: () => 'hash' };
const auditBatchRow = { last_seq: 7, first_seq: 6, last_time: at, entries: 'line\nline', hash: 'x' };
const auditEntryRow = {
  seq: 5,
  entry_time: at,
  action: 'search',
  operation: 'searchByImage',
  status: 201,
  items: '[["list_id","list","salt"]]',
  hash: 'x',
};
const keyed = { accountId: account, keyHash: 'key-1', fingerprint: 'request-1', claim: 'claim-2' };
const keyRow = { fingerprint: 'request-1', claim: 'claim-1', claim_time: null, create_time: at, now: at, status: null };

const wrappedKey = { accountId: account, masterKey: 'k1', wrapped: 'x' };
const storedBlob = { descriptorId: face, accountId: account, side: 64, bytes: new Uint8Array([1]) };

export const cases: Cases = {
  accounts: {
    create: [
      {
        run: ({ accounts }) =>
          accounts.create({
            accountId: account,
            email: 'a@example.org',
            organizationName: '',
            passwordHash: 'hash',
            active: true,
            createTime: at,
          }),
      },
    ],
    findByEmail: [{ run: ({ accounts }) => accounts.findByEmail('a@example.org') }],
    find: [{ run: ({ accounts }) => accounts.find(account) }],
    page: ['', 'example'].map((email) => ({
      when: email === '' ? 'all' : 'some',
      answers: emptyPage,
      run: ({ accounts }) => accounts.page(email, page),
    })),
    idsAfter: [
      { when: 'from the first', run: ({ accounts }) => accounts.idsAfter(undefined, 100) },
      { when: 'behind one', run: ({ accounts }) => accounts.idsAfter(account, 100) },
    ],
    setOrganizationName: [{ run: ({ accounts }) => accounts.setOrganizationName(account, 'Doors') }],
    setPasswordHash: [{ run: ({ accounts }) => accounts.setPasswordHash(account, 'hash') }],
    replacePasswordHash: [{ run: ({ accounts }) => accounts.replacePasswordHash(account, 'hash', 'other') }],
    setActive: [{ run: ({ accounts }) => accounts.setActive(account, false) }],
    countObjects: [{ answers: oneOfEach, run: ({ accounts }) => accounts.countObjects(account) }],
  },
  tokens: {
    create: [{ run: ({ tokens }) => tokens.create(account, { tokenId: token, tokenData: 'door', createTime: at }) }],
    withAccounts: [{ run: ({ tokens }) => tokens.withAccounts([token, 'token-2' as TokenId]) }],
    find: [{ run: ({ tokens }) => tokens.find(account, [token]) }],
    page: [{ answers: emptyPage, run: ({ tokens }) => tokens.page(account, page) }],
    setData: [{ run: ({ tokens }) => tokens.setData(account, [token], 'gate') }],
    setPermissions: [
      {
        run: ({ tokens }) =>
          tokens.setPermissions(account, [token], { access: 'match', lists: [list], expireTime: at }),
      },
    ],
    delete: [{ run: ({ tokens }) => tokens.delete(account, [token]) }],
    notBeginning: [{ run: ({ tokens }) => tokens.notBeginning('sha256$', 100) }],
    replace: [{ run: ({ tokens }) => tokens.replace(token, { tokenId: token, stored: 'sha256$x' }) }],
  },
  invitations: {
    create: [
      {
        run: ({ invitations }) =>
          invitations.create({ invitationId: invitation, note: 'Jane', createTime: at, expireTime: at }, 'hash'),
      },
    ],
    page: [{ answers: emptyPage, run: ({ invitations }) => invitations.page(page) }],
    find: [{ run: ({ invitations }) => invitations.find('hash') }],
    take: [{ run: ({ invitations }) => invitations.take('hash') }],
    delete: [{ run: ({ invitations }) => invitations.delete(invitation) }],
    sweep: [{ run: ({ invitations }) => invitations.sweep() }],
  },
  persons: {
    create: [
      {
        run: (store) =>
          store.persons.create(account, { personId: person, userData: 'x', externalId: null, createTime: at }),
      },
    ],
    find: [{ run: (store) => store.persons.find(account, person) }],
    page: [
      { when: 'everybody', answers: emptyPage, run: (store) => store.persons.page(account, {}, page) },
      {
        when: 'filtered',
        answers: emptyPage,
        run: (store) => store.persons.page(account, { userData: '5%_!', externalId: 'x' }, page),
      },
      {
        when: 'without external id',
        run: (store) => store.persons.page(account, { externalId: '' }, page),
        answers: emptyPage,
      },
    ],
    update: [
      {
        when: 'both members',
        run: (store) => store.persons.update(account, person, { userData: 'y', externalId: '' }),
      },
      { when: 'no member', run: (store) => store.persons.update(account, person, {}) },
    ],
    lock: [{ run: (store) => store.persons.lock(account, persons) }],
    delete: [{ run: (store) => store.persons.delete(account, person) }],
    existing: [{ run: (store) => store.persons.existing(account, persons) }],
    summaries: [{ run: (store) => store.persons.summaries(account, persons) }],
    listsOf: [{ run: (store) => store.persons.listsOf(account, person) }],
    listsHolding: [{ run: (store) => store.persons.listsHolding(account, persons) }],
    idsAfter: [
      { when: 'from the first', run: (store) => store.persons.idsAfter(account, undefined, 100) },
      { when: 'behind one', run: (store) => store.persons.idsAfter(account, person, 100) },
    ],
    descriptorsOf: [{ run: (store) => store.persons.descriptorsOf(account, persons) }],
    ownersOf: [{ run: (store) => store.persons.ownersOf(account, faces) }],
    linkDescriptor: [{ run: (store) => store.persons.linkDescriptor(account, person, face, at) }],
    linkDescriptors: [{ answers: [3], run: (store) => store.persons.linkDescriptors(account, person, faces, at) }],
    moveDescriptors: [
      {
        answers: [[{ face_id: face }]],
        run: (store) => store.persons.moveDescriptors(person, 'person-2' as PersonId, faces),
      },
    ],
    unlinkDescriptors: [
      { answers: [[{ face_id: face }]], run: (store) => store.persons.unlinkDescriptors(person, faces) },
    ],
    unlinkDescriptor: [{ run: (store) => store.persons.unlinkDescriptor(account, person, face) }],
  },
  descriptors: {
    createMany: [1, 2].map((count) => ({
      when: count === 1 ? 'one' : 'several',
      run: (store) => {
        const rows = faces.slice(0, count).map((descriptorId) => ({
          descriptorId,
          createTime: at,
          modelId: 'model',
          vector: Float32Array.of(1, 2),
          hasPortrait: true,
        }));
        return store.descriptors.createMany(account, rows);
      },
    })),
    find: [{ run: ({ descriptors }) => descriptors.find(account, face) }],
    page: [{ answers: emptyPage, run: ({ descriptors }) => descriptors.page(account, page) }],
    lock: [{ run: ({ descriptors }) => descriptors.lock(account, faces) }],
    touch: [{ run: ({ descriptors }) => descriptors.touch(account, faces, at) }],
    existing: [{ run: ({ descriptors }) => descriptors.existing(account, faces) }],
    listsOf: [{ run: ({ descriptors }) => descriptors.listsOf(account, face) }],
    listsHolding: [{ run: ({ descriptors }) => descriptors.listsHolding(account, faces) }],
    vectors: [{ run: ({ descriptors }) => descriptors.vectors(account, faces) }],
    vectorsOfPersons: [{ run: ({ descriptors }) => descriptors.vectorsOfPersons(account, persons) }],
  },
  lists: {
    create: (['persons', 'descriptors'] as const).map((kind) => ({
      when: kind,
      run: ({ lists }) => lists.create(account, { listId: list, kind, listData: '', createTime: at }),
    })),
    find: [{ run: ({ lists }) => lists.find(account, list) }],
    page: (['persons', 'descriptors'] as const).map((kind) => ({
      when: kind,
      answers: emptyPage,
      run: ({ lists }) => lists.page(account, kind, page),
    })),
    setData: [{ answers: [0, 1], run: ({ lists }) => lists.setData(account, list, 'x') }],
    delete: [{ answers: [[listRow], []], run: ({ lists }) => lists.delete(account, [list]) }],
    descriptorIds: [undefined, face].map((after) => ({
      when: after === undefined ? 'from the start' : 'behind an id',
      run: ({ lists }) => lists.descriptorIds(account, list, { after, limit: 10 }),
    })),
    lock: [{ run: ({ lists }) => lists.lock(account, [list, 'list-2' as ListId]) }],
    personsPage: [{ answers: emptyPage, run: ({ lists }) => lists.personsPage(account, list, page) }],
    descriptorsPage: [{ answers: emptyPage, run: ({ lists }) => lists.descriptorsPage(account, list, page) }],
    linkPersons: [{ run: ({ lists }) => lists.linkPersons(account, list, persons) }],
    unlinkPersons: [
      { answers: [[{ person_id: person }]], run: ({ lists }) => lists.unlinkPersons(account, list, persons) },
    ],
    linkDescriptors: [{ run: ({ lists }) => lists.linkDescriptors(account, list, faces, at) }],
    unlinkDescriptors: [
      { answers: [[{ descriptor_id: face }]], run: ({ lists }) => lists.unlinkDescriptors(account, list, faces) },
    ],
    recordChange: [
      {
        when: 'the log is as long as it may be',
        answers: [[{ list_id: list, version: 1001 }], 1, []],
        run: ({ lists }) => lists.recordChange([list], { add: faces.slice(1), remove: [face] }),
      },
      {
        when: 'a descriptors list',
        answers: [[], [{ list_id: list, version: 0 }]],
        run: ({ lists }) => lists.recordChange([list], { add: [face] }),
      },
    ],
  },
  handlers: {
    create: [{ run: ({ handlers }) => handlers.create(account, accountHandlers, at) }],
    find: [{ answers: [[handlerRow]], run: ({ handlers }) => handlers.find(account, 'identify') }],
    lock: [{ answers: [[handlerRow]], run: ({ handlers }) => handlers.lock(account, 'identify') }],
    update: [
      { run: ({ handlers }) => handlers.update(account, { kind: 'verify', policies: { x: 1 }, version: 2 }, at) },
    ],
  },
  erasure: {
    lockAccount: [{ run: ({ erasure }) => erasure.lockAccount(account) }],
    descriptors: [{ run: ({ erasure }) => erasure.descriptors(account, 10) }],
    persons: [{ run: ({ erasure }) => erasure.persons(account, 10) }],
    deleteDescriptors: [
      {
        answers: [
          [
            { descriptor_id: face, has_portrait: 1 },
            { descriptor_id: 'face-2', has_portrait: 1 },
          ],
        ],
        run: ({ erasure }) => erasure.deleteDescriptors(account, faces, at),
      },
    ],
    deletePersons: [{ run: ({ erasure }) => erasure.deletePersons(account, persons) }],
    deleteAccount: [{ answers: [2, 3, 1, 1], run: ({ erasure }) => erasure.deleteAccount(account) }],
    pendingPortraits: [
      { when: 'of all', run: ({ erasure }) => erasure.pendingPortraits({ limit: 10 }) },
      { when: 'of an account', run: ({ erasure }) => erasure.pendingPortraits({ accountId: account, limit: 10 }) },
      { when: 'old ones', run: ({ erasure }) => erasure.pendingPortraits({ notedBefore: at, limit: 10 }) },
    ],
    leavePortraits: [{ run: ({ erasure }) => erasure.leavePortraits(faces) }],
    portraitsErased: [{ run: ({ erasure }) => erasure.portraitsErased(faces) }],
  },
  portraitPlace: {
    find: [{ run: ({ portraitPlace }) => portraitPlace.find() }],
    claim: [
      {
        answers: [[], [{ kind: 'files', folder_id: 'folder-1', moving_from: null }]],
        run: ({ portraitPlace }) =>
          portraitPlace.claim({ kind: 'files', folderId: 'folder-1', bucketId: null, movingFrom: null }),
      },
    ],
    change: [
      {
        when: 'a move begins',
        run: ({ portraitPlace }) =>
          portraitPlace.change(
            { kind: 'files', folderId: 'folder-1', bucketId: null, movingFrom: null },
            { kind: 'database', folderId: 'folder-1', bucketId: null, movingFrom: 'files' },
          ),
      },
      {
        when: 'a move ends',
        run: ({ portraitPlace }) =>
          portraitPlace.change(
            { kind: 'database', folderId: 'folder-1', bucketId: null, movingFrom: 'files' },
            { kind: 'database', folderId: 'folder-1', bucketId: null, movingFrom: null },
          ),
      },
    ],
    illustrated: [{ answers: [[{ count: 3 }]], run: ({ portraitPlace }) => portraitPlace.illustrated() }],
  },
  portraitImages: {
    put: [
      {
        run: ({ portraitImages }) =>
          portraitImages.put(
            face,
            [0, 64].map((side) => ({ side, image: Uint8Array.of(side, 1) })),
            at,
          ),
      },
    ],
    find: [{ run: ({ portraitImages }) => portraitImages.find(face, 64) }],
    all: [{ run: ({ portraitImages }) => portraitImages.all(face) }],
    delete: [
      {
        answers: [[{ descriptor_id: face, side: 0 }]],
        run: ({ portraitImages }) => portraitImages.delete(faces),
      },
    ],
    page: [
      { when: 'the first', run: ({ portraitImages }) => portraitImages.page({ limit: 10 }) },
      { when: 'behind one', run: ({ portraitImages }) => portraitImages.page({ after: face, limit: 10 }) },
    ],
  },
  retention: {
    find: [{ run: ({ retention }) => retention.find(account) }],
    set: [{ run: ({ retention }) => retention.set(account, { descriptorDays: 30, portraitDays: null }) }],
    oldPortraits: [undefined, face].map((after) => ({
      when: after === undefined ? 'from the start' : 'behind an id',
      run: ({ retention }) => retention.oldPortraits({ accountId: account, madeBefore: at, after, limit: 10 }),
    })),
    dropPortraits: [
      { answers: [[{ descriptor_id: face }]], run: ({ retention }) => retention.dropPortraits(account, faces, at) },
    ],
  },
  galleryFeed: {
    version: [{ run: ({ galleryFeed }) => galleryFeed.version(list) }],
    versions: [{ run: ({ galleryFeed }) => galleryFeed.versions([list, 'list-2' as ListId]) }],
    changesAfter: [{ run: ({ galleryFeed }) => galleryFeed.changesAfter(list, { version: 7, stamp: 70 }) }],
    load: ['person-1', 'face-1'].flatMap((id, kind) =>
      ([undefined, 'beside'] as const).map((beside) => ({
        when: `${kind === 0 ? 'a persons list' : 'a descriptors list'}${beside ? ', beside other work' : ''}`,
        answers: [[{ version: 1, stamp: 10, of_descriptors: kind }], [{ id }]],
        run: ({ galleryFeed }) => galleryFeed.load(list, () => undefined, beside),
      })),
    ),
    vectors: [{ run: ({ galleryFeed }) => galleryFeed.vectors(faces) }],
    vectorsOfPersons: [{ run: ({ galleryFeed }) => galleryFeed.vectorsOfPersons(persons) }],
    recentLists: [{ run: ({ galleryFeed }) => galleryFeed.recentLists(10) }],
  },
  listReader: {
    describe: (['persons_list', 'descriptors_list'] as const).map((kind) => ({
      when: kind,
      answers: [...(kind === 'persons_list' ? [[{ list_id: list }]] : [[], [{ list_id: list }]]), [{ count: 3 }]],
      run: ({ listReader }) => listReader.describe(list),
    })),
    vectors: (['persons', 'descriptors'] as const).map((kind) => ({
      when: `${kind} behind an id`,
      answers: [[{ id: 'id-2' }]],
      run: async ({ listReader }) => {
        for await (const _ of listReader.vectors(list, kind, 'id-1'));
      },
    })),
    names: [{ run: ({ listReader }) => listReader.names(persons) }],
  },
  personSearch: {
    find: [
      {
        when: 'everybody, from the first',
        answers: [[{ create_time: at, person_id: person }]],
        run: ({ personSearch }) =>
          personSearch.find(account, { match: 'contains' }, { order: 'newest', skip: 0, limit: 10 }),
      },
      {
        when: 'of a list by a text, behind one',
        answers: [[{ create_time: at, person_id: person }], [{ create_time: at, person_id: person }], []],
        run: ({ personSearch }) =>
          personSearch.find(
            account,
            { text: '5%_!', match: 'prefix', listId: list },
            { after: { createTime: at, personId: person }, order: 'oldest', skip: 1, limit: 10 },
          ),
      },
    ],
    count: [
      {
        when: 'everybody',
        answers: [[{ count: 3 }]],
        run: ({ personSearch }) => personSearch.count(account, { match: 'contains' }),
      },
      {
        when: 'by a text',
        run: ({ personSearch }) => personSearch.count(account, { text: 'x', match: 'contains' }),
      },
    ],
  },
  review: {
    addAction: [
      {
        run: ({ review }) =>
          review.addAction(account, {
            actionId: action,
            kind: 'merge',
            createTime: at,
            personId: person,
            otherPersonId: null,
            details: { faces },
          }),
      },
    ],
    findAction: [{ answers: [[actionRow]], run: ({ review }) => review.findAction(account, action) }],
    markUndone: [{ run: ({ review }) => review.markUndone(account, action, at) }],
    actions: [
      { when: 'the first', answers: [[actionRow]], run: ({ review }) => review.actions(account, { limit: 10 }) },
      {
        when: 'of a person, behind one',
        run: ({ review }) =>
          review.actions(account, { personId: person, after: { createTime: at, actionId: action }, limit: 10 }),
      },
    ],
    rejectFaces: [
      {
        answers: [[{ person_id: person, descriptor_id: face }]],
        run: ({ review }) => review.rejectFaces(person, faces, at),
      },
    ],
    forgetRejectedFaces: [{ run: ({ review }) => review.forgetRejectedFaces(person, faces) }],
    rejectedFaces: [{ run: ({ review }) => review.rejectedFaces(persons) }],
    rejectPersons: [{ run: ({ review }) => review.rejectPersons(person, 'person-2' as PersonId, at) }],
    forgetRejectedPersons: [{ run: ({ review }) => review.forgetRejectedPersons(person, ['person-2' as PersonId]) }],
    rejectedPersons: [{ run: ({ review }) => review.rejectedPersons(persons) }],
    dismissFaces: [
      { answers: [[{ descriptor_id: face }]], run: ({ review }) => review.dismissFaces(account, faces, at) },
    ],
    dismissedFaces: [{ run: ({ review }) => review.dismissedFaces(account, faces) }],
    restoreFaces: [{ run: ({ review }) => review.restoreFaces(account, faces) }],
  },
  reviewRuns: {
    runs: [{ answers: [[runRow], [{ now: at }]], run: ({ reviewRuns }) => reviewRuns.runs(account) }],
    begin: [
      {
        answers: [[{ now: at }], 0],
        run: ({ reviewRuns }) =>
          reviewRuns.begin(account, { kind: 'clusters', runId: 'run-1', startTime: at, threshold: 0.5 }),
      },
    ],
    beat: [
      { run: ({ reviewRuns }) => reviewRuns.beat(account, { kind: 'clusters', runId: 'run-1', total: 2, done: 1 }) },
    ],
    end: [
      {
        answers: [1],
        run: ({ reviewRuns }) =>
          reviewRuns.end(account, { kind: 'clusters', runId: 'run-1', state: 'done', endTime: at }, [
            { findingId: 'finding-1' as FindingId, faces: 3, body: { faces } },
          ]),
      },
    ],
    stop: [{ run: ({ reviewRuns }) => reviewRuns.stop(account, 'clusters', at) }],
    findings: [undefined, 3].map((after) => ({
      when: after === undefined ? 'the first' : 'behind one',
      answers: [[findingRow]],
      run: ({ reviewRuns }) => reviewRuns.findings(account, 'clusters', { after, limit: 10, leastFaces: 2 }),
    })),
    finding: [
      {
        answers: [[findingRow]],
        run: ({ reviewRuns }) => reviewRuns.finding(account, 'clusters', 'finding-1' as FindingId),
      },
    ],
    looseFaces: [undefined, { createTime: at, descriptorId: face }].map((after) => ({
      when: after === undefined ? 'the first' : 'behind one',
      run: ({ reviewRuns }) => reviewRuns.looseFaces(account, after),
    })),
  },
  descriptorModels: {
    next: [
      { when: 'the first', run: ({ descriptorModels }) => descriptorModels.next(undefined) },
      { when: 'behind one', run: ({ descriptorModels }) => descriptorModels.next('fr') },
    ],
    count: [{ answers: [[{ count: 1 }]], run: ({ descriptorModels }) => descriptorModels.count('fr') }],
    countUnseen: [
      { answers: [[{ count: 1 }]], run: ({ descriptorModels }) => descriptorModels.countUnseen('fr', 'fr+') },
    ],
  },
  modelVectors: {
    missing: [
      { when: 'the first', run: ({ modelVectors }) => modelVectors.missing('fr+', undefined, 10) },
      { when: 'behind an id', run: ({ modelVectors }) => modelVectors.missing('fr+', face, 10) },
    ],
    countMissing: [{ answers: [[{ count: 1 }]], run: ({ modelVectors }) => modelVectors.countMissing('fr+') }],
    put: [
      {
        answers: [[{ descriptor_id: face, account_id: account }], [{ descriptor_id: face, model_id: 'fr' }]],
        run: ({ modelVectors }) => modelVectors.put('fr+', [{ descriptorId: face, vector: Float32Array.of(1, 2) }]),
      },
    ],
    listsToSwitch: [{ run: ({ modelVectors }) => modelVectors.listsToSwitch('fr+') }],
    pairs: (['persons', 'descriptors'] as const).map((kind) => ({
      when: `a list of ${kind}`,
      answers: [[{ version: 1, stamp: 10, of_descriptors: kind === 'persons' ? 0 : 1 }], [{ id: person }], [], []],
      run: async ({ modelVectors }) => {
        for await (const _ of modelVectors.pairs(list, 'fr+'));
      },
    })),
    switchList: (['persons', 'descriptors'] as const).map((kind) => ({
      when: `a list of ${kind}`,
      answers: [
        [{ version: 1, stamp: 10, of_descriptors: kind === 'persons' ? 0 : 1 }],
        [{ id: face }],
        [{ descriptor_id: face }],
        [{ descriptor_id: face }],
        ...[1, 1, 1], // the exchange
        ...[[], []], // the lists that hold the face
        [{ count: 0 }],
      ],
      run: ({ modelVectors }) => modelVectors.switchList(list, 'fr+'),
    })),
    switchSome: [{ run: ({ modelVectors }) => modelVectors.switchSome('fr+', 10) }],
    forget: [{ answers: [[{ descriptor_id: face }]], run: ({ modelVectors }) => modelVectors.forget('fr+', 10) }],
    counts: [{ run: ({ modelVectors }) => modelVectors.counts() }],
  },
  garbage: {
    find: [
      { when: 'everywhere', run: ({ garbage }) => garbage.find({ unchangedSince: at, limit: 10 }) },
      {
        when: 'of one account, behind an id',
        run: ({ garbage }) => garbage.find({ accountId: account, unchangedSince: at, after: face, limit: 10 }),
      },
    ],
    delete: [{ answers: [[], [{ descriptor_id: face }]], run: ({ garbage }) => garbage.delete(faces, at) }],
    changedAfter: [{ run: ({ garbage }) => garbage.changedAfter(at) }],
    illustrated: [{ run: ({ garbage }) => garbage.illustrated(faces) }],
  },
  idempotencyKeys: {
    claim: [
      {
        when: 'a new one',
        answers: [[], [{ ...keyRow, claim: 'claim-2' }]],
        run: ({ idempotencyKeys }) => idempotencyKeys.claim(keyed, 60),
      },
      {
        when: 'one whose attempt has ended',
        answers: [[], [keyRow], [], [{ ...keyRow, claim: 'claim-2' }]],
        run: ({ idempotencyKeys }) => idempotencyKeys.claim(keyed, 60).catch(() => undefined),
      },
    ],
    answer: [{ run: ({ idempotencyKeys }) => idempotencyKeys.answer(keyed, 201, new Uint8Array([1])) }],
    release: [{ run: ({ idempotencyKeys }) => idempotencyKeys.release(keyed) }],
    releaseAll: [{ run: ({ idempotencyKeys }) => idempotencyKeys.releaseAll() }],
    count: [{ answers: [[{ count: 1 }]], run: ({ idempotencyKeys }) => idempotencyKeys.count(account) }],
    countOlder: [
      {
        answers: [[{ create_time: at, now: at }], [{ count: 1 }]],
        run: ({ idempotencyKeys }) => idempotencyKeys.countOlder(60),
      },
    ],
    sweep: [{ answers: [[{ create_time: at, now: at }]], run: ({ idempotencyKeys }) => idempotencyKeys.sweep(-60) }],
  },
  auditLog: {
    append: [
      {
        when: 'the first of all',
        answers: [[], [], [], [{ seq: 0, hash: null }], []],
        run: ({ auditLog }) => auditLog.append('writer-1', 1, [auditBatch]),
      },
      {
        when: 'a further one of a writer',
        answers: [[{ seq: 7, hash: 'x' }], [{ seq: 7, hash: 'x' }], [{ seq: 1, hash: null }]],
        run: ({ auditLog }) => auditLog.append('writer-1', 2, [auditBatch]),
      },
    ],
    ends: [{ run: ({ auditLog }) => auditLog.ends() }],
    after: [{ run: ({ auditLog }) => auditLog.after(7) }],
    containing: [{ run: ({ auditLog }) => auditLog.containing(0, 100, [account, person]) }],
    rewrite: [
      {
        answers: [[{ seq: 0, hash: null }], [{ seq: 0, hash: null }], [auditEntryRow], [auditBatchRow]],
        run: ({ auditLog }) => auditLog.rewrite(0, 100, [person], ({ content }) => content),
      },
    ],
    dropOlder: [
      {
        answers: [
          [{ seq: 0, hash: null }],
          [{ seq: 0, hash: null }],
          [{ seq: 1, hash: 'x', entry_time: at }],
          [{ last_seq: 3, hash: 'x', last_time: at }],
        ],
        run: ({ auditLog }) => auditLog.dropOlder('2030-01-01T00:00:00.000000Z' as Timestamp),
      },
    ],
  },
  encryption: {
    mode: [{ run: ({ encryption }) => encryption.mode() }],
    setMode: [{ run: ({ encryption }) => encryption.setMode('sealed') }],
    keys: [{ run: ({ encryption }) => encryption.keys([account, 'account-2']) }],
    addKey: [{ run: ({ encryption }) => encryption.addKey(wrappedKey) }],
    keyPage: [
      { when: 'from the first', run: ({ encryption }) => encryption.keyPage({ limit: 100 }) },
      { when: 'behind one', run: ({ encryption }) => encryption.keyPage({ after: account, limit: 100 }) },
    ],
    rewrapKey: [
      { run: ({ encryption }) => encryption.rewrapKey(wrappedKey, { ...wrappedKey, masterKey: 'k2', wrapped: 'y' }) },
    ],
    masterKeys: [{ run: ({ encryption }) => encryption.masterKeys() }],
    removeKeys: [{ run: ({ encryption }) => encryption.removeKeys() }],
    vectors: [
      {
        answers: [[{ descriptor_id: face }]],
        run: ({ encryption }) => encryption.vectors({ form: 'plain', limit: 9 }),
      },
    ],
    images: [
      {
        answers: [[{ descriptor_id: face }]],
        run: ({ encryption }) => encryption.images({ form: 'sealed', after: face, limit: 9 }),
      },
    ],
    replaceVectors: [{ run: ({ encryption }) => encryption.replaceVectors([{ ...storedBlob, modelId: 'fr' }]) }],
    replaceImages: [{ run: ({ encryption }) => encryption.replaceImages([storedBlob]) }],
    countVectors: [
      { answers: [1, 2, 1, 2].map((count) => [{ count }]), run: ({ encryption }) => encryption.countVectors() },
    ],
    countImages: [{ answers: [[{ count: 1 }], [{ count: 2 }]], run: ({ encryption }) => encryption.countImages() }],
    accountsOf: [{ run: ({ encryption }) => encryption.accountsOf(faces) }],
    unreadableAccounts: [{ run: ({ encryption }) => encryption.unreadableAccounts(10) }],
  },
};
