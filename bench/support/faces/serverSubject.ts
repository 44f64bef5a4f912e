import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import type { Emotion } from '../../../src/domain/estimateNames.ts';
import type { Rect } from '../../../src/vision/face.ts';
import type { ObservedFace, Subject } from './subject.ts';

/** Content types that the contract knows, by the ending of a file's name. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.ppm': 'image/x-portable-pixmap',
};
/** Candidates that one answer holds at most, by default (contract 50). */
const CANDIDATES = 5;
const NO_FACES = 4003;

interface ExtractionAnswer {
  readonly faces: readonly {
    readonly id: string;
    readonly rect: Rect;
    readonly attributes: {
      readonly age: number;
      readonly gender: number;
      readonly emotions: { readonly predominant_emotion: Emotion };
    };
  }[];
}
interface MatchAnswer {
  readonly candidates: readonly { readonly id: string; readonly similarity: number }[];
}

/**
 * Measures a running server over its public API, with an account of its own; descriptors are known by their ids.
 * @param base such as `http://127.0.0.1:5140`
 */
export async function serverSubject(base: string): Promise<Subject<string>> {
  const root = base.replace(/\/+$/, '');
  const account = {
    organization_name: 'bench',
    email: `bench-${randomUUID()}@example.com`,
    password: randomUUID().slice(0, 20),
  };
  const registration = await fetch(`${root}/4/accounts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  });
  const { token } = (await answerOf(registration)) as { token: string };
  const post = (
    path: string,
    headers: Record<string, string> = {},
    body: Uint8Array<ArrayBuffer> | undefined = undefined,
  ) =>
    fetch(`${root}/4/${path}`, {
      method: 'POST',
      headers: { 'X-Auth-Token': token, ...headers },
      ...(body && { body }),
    });

  return {
    name: `server ${root}`,
    async observe(file, image) {
      const contentType = CONTENT_TYPES[extname(file).toLowerCase()] ?? 'image/jpeg';
      const path = 'storage/descriptors?estimate_attributes=1&estimate_emotions=1';
      const response = await post(path, { 'Content-Type': contentType }, new Uint8Array(image));
      if (response.status === 500) {
        const { error_code } = (await response.json()) as { error_code: number };
        if (error_code === NO_FACES) return [];
        throw new Error(`${file}: error ${error_code}`);
      }
      const { faces } = (await answerOf(response)) as ExtractionAnswer;
      return faces.map(
        ({ id, rect, attributes }): ObservedFace<string> => ({
          rect,
          age: attributes.age,
          gender: attributes.gender,
          emotion: attributes.emotions.predominant_emotion,
          handle: id,
        }),
      );
    },
    async compare(reference, candidates) {
      const similarities = new Map<string, number>();
      for (let from = 0; from < candidates.length; from += CANDIDATES) {
        const ids = [...new Set(candidates.slice(from, from + CANDIDATES))].join(',');
        const query = `descriptor_id=${reference}&descriptor_ids=${ids}&limit=${CANDIDATES}`;
        const answer = (await answerOf(await post(`matching/match?${query}`))) as MatchAnswer;
        for (const { id, similarity } of answer.candidates) similarities.set(id, similarity);
      }
      return candidates.map((candidate) => similarities.get(candidate) ?? 0);
    },
    close: async () => {},
  };
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.status} from ${response.url}: ${await response.text()}`);
  return response.json();
}
