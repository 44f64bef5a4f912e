import { extname } from 'node:path';

/** A pair as the admin API tells it; `a` is the probe, `b` the candidate. */
export interface ToldPair {
  readonly similarity: number;
  readonly a: { readonly person_id: string | null; readonly descriptor_id: string };
  readonly b: { readonly person_id: string | null; readonly descriptor_id: string };
}

/** How pairs stand in the output. */
export interface PairFormat {
  readonly header: string;
  line(pair: ToldPair): string;
}

const CSV: PairFormat = {
  header: 'similarity,a_person_id,a_descriptor_id,b_person_id,b_descriptor_id\n',
  line: ({ similarity, a, b }) =>
    `${similarity},${a.person_id ?? ''},${a.descriptor_id},${b.person_id ?? ''},${b.descriptor_id}\n`,
};

const JSON_LINES: PairFormat = {
  header: '',
  line: (pair) => `${JSON.stringify(pair)}\n`,
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
