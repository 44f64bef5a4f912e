interface Envelope {
  readonly error_code?: number;
  readonly desc?: string;
  readonly detail?: unknown;
}

/** An answer that is no success, with what the server's envelope says. */
export class LunaError extends Error {
  override readonly name = 'LunaError';
  readonly status: number;
  /** `error_code` of the envelope; undefined when the answer had none. */
  readonly code: number | undefined;
  readonly detail: unknown;
  /** Name it when you ask the operator: the server's log has it. */
  readonly requestId: string | null;

  constructor(response: Response, body: unknown) {
    const { error_code: code, detail }: Envelope = typeof body === 'object' && body !== null ? body : {};
    super(`${response.status} ${code ?? ''} ${typeof detail === 'string' ? detail : response.statusText}`);
    this.status = response.status;
    this.code = code;
    this.detail = detail;
    this.requestId = response.headers.get('luna-request-id');
  }
}
