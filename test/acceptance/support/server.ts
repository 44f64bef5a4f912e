import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { type Answer, Client, type Credentials } from './client.ts';
import { type ExpectedError, expectError } from './errors.ts';
import { REQUEST_ID } from './patterns.ts';
import type { Mode, Target } from './target.ts';

/** Codes that the contract itself sends with a status of 500 or above. */
const CONTRACT_5XX = [4003, 5003, 18001];

export const PASSWORD = 'correct horse 9';

/** A registered account with callers for both kinds of credentials. */
export interface Account {
  readonly email: string;
  readonly token: string;
  readonly basic: Client;
  /** Authorised by the token. */
  readonly api: Client;
}

/** One server under test, and what every answer of it must keep to. */
export class Server {
  readonly url: string;
  readonly mode: Mode;
  readonly anonymous: Client;
  /** Breaches of rules that hold for every answer. */
  readonly breaches: string[] = [];

  constructor(target: Target) {
    this.url = target.url;
    this.mode = target.mode;
    this.anonymous = new Client(target.url, { kind: 'none' }, (answer) => this.#inspect(answer));
  }

  /** The value that contract 97 gives for this server's mode. */
  pick<Value>(values: Readonly<Record<Mode, Value>>): Value {
    return values[this.mode];
  }

  as(credentials: Credentials): Client {
    return this.anonymous.as(credentials);
  }

  async newAccount(): Promise<Account> {
    const email = newEmail();
    const answer = await this.anonymous.post('/accounts', {
      json: { organization_name: 'Acceptance', email, password: PASSWORD },
    });
    expect(answer.status, answer.text).toBe(201);
    const { token } = answer.json<{ token: string }>();
    return {
      email,
      token,
      basic: this.as({ kind: 'basic', login: email, password: PASSWORD }),
      api: this.as({ kind: 'token', token }),
    };
  }

  /** Status, code and texts of an error answer. */
  expectError(answer: Answer, status: number, code: number | readonly number[], ...inserted: string[]): void {
    const expected: ExpectedError = inserted.length > 0 ? { status, code, inserted } : { status, code };
    expectError(answer, this.mode, expected);
  }

  /** For bad input whose exact answer is free: an error of the contract or a success, in its form, never an accident. */
  expectOrderly(answer: Answer, ...statuses: number[]): void {
    expect(statuses, `${answer.method} ${answer.path} -> ${answer.status} ${answer.text.slice(0, 300)}`).toContain(
      answer.status,
    );
    if (answer.status >= 400) {
      expect(answer.json()).toMatchObject({ error_code: expect.any(Number), detail: expect.anything() });
    }
  }

  #inspect(answer: Answer): void {
    const breach = (what: string) => {
      this.breaches.push(`${answer.method} ${answer.path.slice(0, 120)} -> ${answer.status}: ${what}`);
    };
    if (!answer.headers['luna-request-id']) {
      breach('no LUNA-Request-Id');
    }
    if (answer.headers['access-control-allow-origin'] !== '*') {
      breach('no Access-Control-Allow-Origin: *');
    }
    // Beyond the contract: rules of this service alone.
    if (inject('ownServers') && answer.headers['x-content-type-options'] !== 'nosniff') {
      breach('no X-Content-Type-Options: nosniff');
    }
    if (inject('ownServers') && /^\/[346]\//.test(answer.path) && answer.headers['cache-control'] !== 'no-store') {
      breach('no Cache-Control: no-store');
    }
    if (answer.status === 204 && answer.bytes.length > 0) {
      breach('204 with a body');
    }
    if (answer.status >= 500 && !CONTRACT_5XX.some((code) => answer.text.includes(`"error_code":${code}`))) {
      breach(`not an error of the contract: ${answer.text.slice(0, 200)}`);
    }
    if (answer.status === 401 && !answer.text.includes('12010') && !answer.headers['www-authenticate']) {
      breach('401 without WWW-Authenticate');
    }
    if (/node_modules|\bat .*\.[jt]s:\d+/.test(answer.status >= 400 ? answer.text : '')) {
      breach('a stack trace');
    }
  }
}

export function newEmail(): string {
  return `a${randomUUID().replaceAll('-', '')}@acceptance.test`;
}

/** One group of cases for each server under test; what every answer must carry is checked at its end. */
export function suite(name: string, cases: (server: Server) => void): void {
  for (const target of inject('targets')) {
    const server = new Server(target);
    describe(`${name} · ${target.mode}`, () => {
      cases(server);
      test('[00 §4, §7; 70 §OPTIONS] every answer above carried request id, CORS header and no accident', () => {
        expect(server.breaches).toEqual([]);
      });
    });
  }
}

/** A request id that the service made: ten digits, a comma, a UUID4. */
export function isOwnRequestId(value: unknown): boolean {
  return typeof value === 'string' && REQUEST_ID.test(value);
}
