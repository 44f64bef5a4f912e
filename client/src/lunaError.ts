interface Envelope {
  readonly error_code?: number;
  readonly desc?: string;
  readonly detail?: unknown;
}

/** An answer that is no success, with what the server's envelope says. Its message is `404 22007 Person not found`. */
export class LunaError extends Error {
  override readonly name = 'LunaError';
  readonly status: number;
  /** `error_code` of the envelope; undefined when the answer had none, as one of a proxy. */
  readonly code: number | undefined;
  /** What went wrong, in words: `detail` when it is text, else `desc`, else the words of the status. */
  readonly text: string;
  /** `detail` of the envelope: text, or the extraction of a picture that is refused with it. */
  readonly detail: unknown;
  /** Name it when you ask the operator: the server's log has it. */
  readonly requestId: string | null;

  constructor(response: Response, body: unknown) {
    const { error_code: code, desc, detail }: Envelope = typeof body === 'object' && body !== null ? body : {};
    const text = typeof detail === 'string' && detail !== '' ? detail : (desc ?? response.statusText);
    super([response.status, code, text].filter((part) => part !== undefined && part !== '').join(' '));
    this.status = response.status;
    this.code = code;
    this.text = text;
    this.detail = detail;
    this.requestId = response.headers.get('luna-request-id');
  }
}
