/** Of the lines below; a reader refuses every other one. */
export const EXPORT_FORMAT = 1;

/** Lines of an export, one JSON object each, in this order of types (docs/export.md). */
export interface HeadLine {
  readonly type: 'head';
  readonly format: typeof EXPORT_FORMAT;
  readonly time: string;
  readonly email: string;
  readonly organization_name: string;
  readonly suspended: boolean;
  /** The one list that was exported; null for all. */
  readonly list_id: string | null;
}

export interface ListLine {
  readonly type: 'list';
  readonly id: string;
  readonly kind: 'persons' | 'descriptors';
  readonly list_data: string;
}

export interface TokenLine {
  readonly type: 'token';
  readonly id: string;
  readonly token_data: string;
}

export interface HandlerLine {
  readonly type: 'handler';
  readonly id: string;
  readonly kind: 'extractor' | 'identify' | 'verify';
  readonly version: number;
  readonly policies: Readonly<Record<string, unknown>>;
}

export interface PersonLine {
  readonly type: 'person';
  readonly id: string;
  readonly user_data: string;
  readonly external_id: string | null;
  readonly create_time: string;
  readonly descriptors: readonly string[];
  readonly lists: readonly string[];
}

export interface DescriptorLine {
  readonly type: 'descriptor';
  readonly id: string;
  readonly last_update: string;
  readonly lists: readonly string[];
  readonly model_id: string;
  /** float32, little endian, as base64. */
  readonly vector: string;
  /** JPEG as base64; null when there is none. */
  readonly portrait: string | null;
}

export interface EndLine {
  readonly type: 'end';
  /** Lines before this one. */
  readonly lines: number;
  /** Of all bytes before this line. */
  readonly sha256: string;
}

export type ContentLine = HeadLine | ListLine | TokenLine | HandlerLine | PersonLine | DescriptorLine;
export type ArchiveLine = ContentLine | EndLine;
