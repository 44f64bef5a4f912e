import { extname } from 'node:path';
import type { SimilarPair } from '../../core/crossmatch.ts';

/** How pairs stand in the output; `a` is the probe, `b` the candidate. */
export interface PairFormat {
  readonly header: string;
  line(pair: SimilarPair): string;
}

const CSV: PairFormat = {
  header: 'similarity,a_person_id,a_descriptor_id,b_person_id,b_descriptor_id\n',
  line: ({ similarity, probePersonId, probeDescriptorId, personId, descriptorId }) =>
    `${similarity},${probePersonId ?? ''},${probeDescriptorId},${personId ?? ''},${descriptorId}\n`,
};

const JSON_LINES: PairFormat = {
  header: '',
  line: ({ similarity, probePersonId, probeDescriptorId, personId, descriptorId }) =>
    `${JSON.stringify({
      similarity,
      a: { person_id: probePersonId, descriptor_id: probeDescriptorId },
      b: { person_id: personId, descriptor_id: descriptorId },
    })}\n`,
};

/** By the ending of the file's name; undefined for one that is not known. */
export function pairFormatOf(path: string): PairFormat | undefined {
  switch (extname(path).toLowerCase()) {
    case '.csv':
      return CSV;
    case '.jsonl':
      return JSON_LINES;
    default:
      return undefined;
  }
}
