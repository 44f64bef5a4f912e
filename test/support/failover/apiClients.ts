import { setTimeout as pause } from 'node:timers/promises';
import { DATABASE, type PostgresServer } from '../postgres/postgresServer.ts';
import { type ApiRequest, type Call, callApi } from './apiCall.ts';

export const WRITERS = 4;
export const READERS = 2;

/** Who calls, and where; `url` may change while they call. */
export interface ApiTarget {
  readonly url: string;
  readonly token: string;
  readonly listId: string;
}

/** What a client was told of one person. */
interface Told {
  readonly key: string;
  personId?: string;
  attached: boolean;
  patched: boolean;
}

/** What the database holds against what the clients were told. */
export interface Audit {
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There more than once. */
  readonly twice: number;
  /** There, though no client ever sent it. */
  readonly foreign: number;
}

/** Clients of the HTTP API that write and read without a pause, one request at a time each. */
export class ApiClients {
  readonly calls: Call[] = [];
  readonly #target: ApiTarget;
  readonly #run: string;
  readonly #told: Told[] = [];
  readonly #loops: Promise<void>[];
  #stopping = false;

  /** @param run marks what is written, unlike the marks of other runs */
  constructor(target: ApiTarget, run: string) {
    this.#target = target;
    this.#run = run;
    this.#loops = [
      ...Array.from({ length: WRITERS }, (_, writer) => this.#write(writer)),
      ...Array.from({ length: READERS }, () => this.#read()),
    ];
  }

  get acknowledgedWrites(): readonly Call[] {
    return this.calls.filter(({ kind, outcome }) => kind !== 'read' && outcome === 'done');
  }

  get unavailable(): readonly Call[] {
    return this.calls.filter(({ outcome }) => outcome === 'unavailable');
  }

  /** Answers that no client may see. */
  get problems(): readonly string[] {
    return this.calls.flatMap(({ problem }) => problem ?? []);
  }

  get longestMs(): number {
    return Math.max(...this.calls.map(({ began, ended }) => ended - began));
  }

  /** Resolves when that many writes that were begun after the moment are acknowledged. */
  async written(count: number, since: number, withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (this.acknowledgedWrites.filter(({ began }) => began >= since).length < count) {
      if (performance.now() > deadline) throw new Error(`fewer than ${count} writes within ${withinMs} ms`);
      await pause(5);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#loops);
  }

  /** Call it on the server that is the primary in the end. */
  async audit(server: PostgresServer): Promise<Audit> {
    const like = `'${this.#run} %'`;
    const rows = await server.query<{ key: string; id: string; data: string; linked: string }>(
      `select p.external_id as key, p.person_id as id, p.user_data as data, count(l.list_id) as linked
       from person p left join list_person l on l.person_id = p.person_id
       where p.external_id like ${like} group by p.person_id`,
      DATABASE,
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const keys = new Set(this.#told.map(({ key }) => key));
    const isLost = ({ key, personId, attached, patched }: Told) => {
      if (personId === undefined) return false;
      const row = byId.get(personId);
      return row?.key !== key || (attached && row.linked !== '1') || (patched && row.data !== `patched ${key}`);
    };
    return {
      lost: this.#told.filter(isLost).length,
      twice: rows.length - new Set(rows.map(({ key }) => key)).size,
      foreign: rows.filter(({ key }) => !keys.has(key)).length,
    };
  }

  async #send(request: Omit<ApiRequest, 'url' | 'token'>, path: string): Promise<string | undefined> {
    const { url, token } = this.#target;
    const { call, body } = await callApi({ ...request, url: `${url}/4/storage${path}`, token });
    this.calls.push(call);
    return call.outcome === 'done' ? body : undefined;
  }

  async #write(writer: number): Promise<void> {
    for (let index = 0; !this.#stopping; index++) {
      const told: Told = { key: `${this.#run} ${writer} ${index}`, attached: false, patched: false };
      this.#told.push(told);
      const person = { user_data: `created ${told.key}`, external_id: told.key };
      const created = await this.#send({ kind: 'create', method: 'POST', json: person, expected: 201 }, '/persons');
      if (created === undefined) continue;
      const { person_id: id } = JSON.parse(created) as { person_id: string };
      told.personId = id;
      const link = `/persons/${id}/linked_lists?do=attach&list_id=${this.#target.listId}`;
      told.attached = (await this.#send({ kind: 'attach', method: 'PATCH', expected: 204 }, link)) !== undefined;
      const change = { user_data: `patched ${told.key}` };
      const patch = { kind: 'patch', method: 'PATCH', json: change, expected: 204 } as const;
      told.patched = (await this.#send(patch, `/persons/${id}`)) !== undefined;
    }
  }

  /** Reads what was acknowledged last: it must be there. */
  async #read(): Promise<void> {
    while (!this.#stopping) {
      const known = this.#told.findLast(({ personId }) => personId !== undefined);
      const path = known ? `/persons/${known.personId}` : '/persons?page_size=5';
      await this.#send({ kind: 'read', method: 'GET', expected: 200 }, path);
      await pause(5);
    }
  }
}
