export interface Answer<Body> {
  readonly body: Body;
  /** As the client sees it: the whole round trip. */
  readonly milliseconds: number;
}

/** The few calls of the LUNA PLATFORM 3 API that the demo makes, over HTTP like any client. */
export class DemoClient {
  readonly #base: string;
  #token: string | undefined;

  constructor(url: string) {
    this.#base = `${url}/4`;
  }

  /** Makes an account; later calls carry its token. */
  async register(account: { organization_name: string; email: string; password: string }): Promise<void> {
    const { body } = await this.postJson<{ token: string }>('/accounts', account);
    this.#token = body.token;
  }

  postJson<Body>(path: string, json: unknown): Promise<Answer<Body>> {
    return this.#send('POST', path, { type: 'application/json', bytes: Buffer.from(JSON.stringify(json)) });
  }

  postImage<Body>(path: string, jpeg: Buffer): Promise<Answer<Body>> {
    return this.#send('POST', path, { type: 'image/jpeg', bytes: jpeg });
  }

  patch(path: string): Promise<Answer<unknown>> {
    return this.#send('PATCH', path);
  }

  async #send<Body>(method: string, path: string, content?: { type: string; bytes: Buffer }): Promise<Answer<Body>> {
    const start = performance.now();
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        ...(this.#token === undefined ? {} : { 'X-Auth-Token': this.#token }),
        ...(content === undefined ? {} : { 'Content-Type': content.type }),
      },
      ...(content === undefined ? {} : { body: new Uint8Array(content.bytes) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
    const body = (text === '' ? undefined : JSON.parse(text)) as Body;
    return { body, milliseconds: performance.now() - start };
  }
}
