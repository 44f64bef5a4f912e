import { type Static, Type } from 'typebox';
import type { RawDescriptors } from '../../core/matching/rawMatching.ts';
import { operation } from '../operations/operation.ts';
import type { Body, BodyRules, RawBody } from '../wire/body/body.ts';
import { bytesOfBase64 } from '../wire/body/imageBody.ts';
import { schemaJson } from '../wire/body/schemaBody.ts';
import { handlerPaths } from './handlerPaths.ts';

const FILES = { raw_descriptor: 'descriptor', sdk_descriptor: 'descriptor', xpk_file: 'archive' } as const;

const RawObject = Type.Object(
  {
    id: Type.String({ maxLength: 128, description: "The client's name for it" }),
    type: Type.Unsafe<keyof typeof FILES>({ type: 'string', enum: Object.keys(FILES) }),
    data: Type.String({ description: 'A file of docs/developers/descriptor-format.md as base64' }),
  },
  { additionalProperties: false },
);

const RawRequest = Type.Object(
  { references: Type.Array(RawObject), candidates: Type.Array(RawObject) },
  { additionalProperties: false },
);

const RawMatchObject = Type.Object({
  candidate_id: Type.String(),
  similarity: Type.Number({ minimum: 0, maximum: 1 }),
  status: Type.Boolean({ description: 'Similarity is not lower than the threshold of the verify handler' }),
});

const requestBody = schemaJson<Static<typeof RawRequest>>(RawRequest);

interface RawComparison {
  readonly references: readonly RawDescriptors[];
  readonly candidates: readonly RawDescriptors[];
}

/** Large files are decoded on another thread, and each gives others a turn. */
const body: Body<RawComparison> = {
  ...requestBody,
  async read(sent, rules) {
    const { references, candidates } = await requestBody.read(sent, rules);
    const decodeAll = async (objects: readonly Static<typeof RawObject>[]) => {
      const decoded: RawDescriptors[] = [];
      for (const object of objects) {
        decoded.push(await rawOf(object, sent, rules));
        sent.signal?.throwIfAborted();
      }
      return decoded;
    };
    return { references: await decodeAll(references), candidates: await decodeAll(candidates) };
  },
};

/** POST /handlers/verify/raw (contract 60): every reference against every candidate; nothing is stored. */
export const verifyRaw = operation({
  method: 'POST',
  ...handlerPaths('verify', '/raw'),
  tag: 'handlers',
  operationId: 'verifyRaw',
  summary: 'Compare descriptors that are not stored',
  description:
    'Compares every reference with every candidate; nothing is stored. `data` is a descriptor file or an archive from a download, as base64.',
  errors: ['schemaViolation', 'badBase64', 'badDescriptorFile', 'badXpk', 'modelMismatch', 'featureOff'],
  example: {
    body: { references: [], candidates: [] },
    answer: { matches: [] },
  },
  access: 'account',
  body,
  answer: {
    status: 201,
    schema: Type.Object({
      matches: Type.Array(Type.Object({ reference_id: Type.String(), matches: Type.Array(RawMatchObject) })),
    }),
  },
  async run({ accountId, body, rawMatching, signal }) {
    const found = await rawMatching.compare(accountId, body.references, body.candidates, signal);
    return {
      matches: found.map(({ referenceId, matches }) => ({
        reference_id: referenceId,
        matches: matches.map(({ candidateId, similarity, status }) => ({
          candidate_id: candidateId,
          similarity,
          status,
        })),
      })),
    };
  },
});

async function rawOf(
  { id, type, data }: Static<typeof RawObject>,
  { signal }: RawBody,
  { base64 }: BodyRules,
): Promise<RawDescriptors> {
  const bytes = await bytesOfBase64(base64, Buffer.from(data), signal);
  return { id, file: { file: FILES[type], bytes } };
}
