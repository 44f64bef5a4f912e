import { extname } from 'node:path';
import { csvLine } from '../moving/csv.ts';

/** A pair as the admin API tells it; `a` is the probe, `b` the candidate. */
export interface ToldPair {
  readonly similarity: number;
  readonly a: ToldMember;
  readonly b: ToldMember;
}

export interface ToldMember {
  readonly person_id: string | null;
  readonly descriptor_id: string;
  /** Null for a descriptor without a person. */
  readonly user_data: string | null;
  readonly external_id: string | null;
}

/** How pairs stand in the output. */
export interface PairFormat {
  readonly header: string;
  line(pair: ToldPair): string;
}

/** Names come last: programs that count columns find those that were always there. */
const CSV: PairFormat = {
  header:
    'similarity,a_person_id,a_descriptor_id,b_person_id,b_descriptor_id,a_user_data,a_external_id,b_user_data,b_external_id\n',
  line: ({ similarity, a, b }) => {
    const ids = [a.person_id ?? '', a.descriptor_id, b.person_id ?? '', b.descriptor_id];
    const names = [a.user_data ?? '', a.external_id ?? '', b.user_data ?? '', b.external_id ?? ''];
    return csvLine([String(similarity), ...ids, ...names]).replace(/\r\n$/, '\n');
  },
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
