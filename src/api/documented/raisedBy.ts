import type { ErrorName } from '../errors/errorTable.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import type { Operation } from '../operations/operation.ts';
import type { Body } from '../wire/body/body.ts';
import { DESCRIPTOR_TYPE } from '../wire/body/imageBody.ts';
import type { Raised } from './documented.ts';

/** Every operation can end so. */
const ANYWHERE: readonly Raised[] = ['unknown', 'unavailable'];

const IMAGE: readonly Raised[] = [
  'badContentType',
  'badBase64',
  'imageUndecodable',
  'imageFormatUnsupported',
  'imageNotConvertible',
  'imageFormatNotConvertible',
  'imageTooSmall',
  'imageTooLarge',
  'noFaces',
  ({ allFacesFiltered }) => allFacesFiltered,
];

const BODY: Readonly<Record<Body<unknown>['kind'], readonly Raised[]>> = {
  json: ['noJson', 'bodyTooLarge', 'unsupportedMedia'],
  image: [...IMAGE, 'bodyTooLarge', 'unsupportedMedia'],
  images: [
    'badContentType',
    'badBase64',
    'parameterRequired',
    'noJson',
    'emptyJson',
    'contentMismatch',
    'tooManyParts',
    'bodyTooLarge',
    'unsupportedMedia',
  ],
};

/** Errors that an operation can answer in a mode, each once: its own, and those of what it reads. */
export function raisedBy(operation: Operation, compatibility: Compatibility): readonly ErrorName[] {
  const { params, query, body, method, errors } = operation;
  const raised: readonly Raised[] = [
    ...errors,
    ...ofAccess(operation, compatibility),
    ...(params && Object.keys(params).length > 0 ? (['pageNotFound'] as const) : []),
    ...(query ? (['badParameter'] as const) : []),
    ...(query && Object.values(query).some(({ required }) => required) ? (['parameterRequired'] as const) : []),
    ...(body ? BODY[body.kind] : []),
    ...(body?.kind === 'json' && !body.optional ? (['emptyJson'] as const) : []),
    ...(body?.contentTypes?.includes(DESCRIPTOR_TYPE) ? (['badDescriptorFile', 'badXpk'] as const) : []),
    ...(method === 'GET' ? [] : (['outcomeUnknown'] as const)),
    ...ANYWHERE,
  ];
  return [...new Set(raised.map((each) => (typeof each === 'function' ? each(compatibility) : each)))];
}

function ofAccess({ access, tokenInLp3 }: Operation, { tokenOpensTokenResource }: Compatibility): readonly Raised[] {
  if (access === 'none') return [];
  const takesToken = access === 'account' || (tokenInLp3 === true && tokenOpensTokenResource);
  return [
    'noCredentials',
    'accountNotFound',
    ...(takesToken ? (['badToken', 'tokenForbidden', 'tokenOutOfLists'] as const) : []),
    ...(access === 'basic-even-suspended' ? [] : (['accountSuspended'] as const)),
    'tooManyLogins',
    'authorizationFailure',
  ];
}
