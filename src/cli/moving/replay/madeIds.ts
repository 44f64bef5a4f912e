import type { Exchange, RecordedAnswer } from './record/exchange.ts';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gi;

/** Objects that a replay makes have another id on each side: what was made there by one name is asked for here by its own. */
export class MadeIds {
  readonly #here = new Map<string, string>();
  readonly #there = new Map<string, string>();

  /** What two answers to one request say that they have made, in its order. */
  learn(there: RecordedAnswer, here: RecordedAnswer): void {
    const [old, own] = [madeBy(there), madeBy(here)];
    if (old.length !== own.length) return;
    for (const [at, id] of old.entries()) {
      const made = own[at];
      if (made === undefined || made === id) continue;
      this.#here.set(id, made);
      this.#there.set(made, id);
    }
  }

  /** The request with the ids of this side. */
  toHere(exchange: Exchange): Exchange {
    if (this.#here.size === 0) return exchange;
    const { path, body, type } = exchange;
    const renamed = (text: string) => text.replace(ID, (id) => this.#here.get(id.toLowerCase()) ?? id);
    const isJson = body && /json/i.test(type ?? '');
    return { ...exchange, path: renamed(path), ...(isJson && { body: Buffer.from(renamed(body.toString('utf8'))) }) };
  }

  toThere(text: string): string {
    return this.#there.get(text) ?? text;
  }
}

/** Ids of a new person or list, and of new faces: those that a search extracts, too. */
function madeBy({ status, body }: RecordedAnswer): readonly string[] {
  const json = status < 500 && body ? parse(body) : undefined;
  if (!json) return [];
  const detail = isObject(json.detail) ? json.detail.faces : undefined;
  const faces = [json.face, json.faces, detail].flatMap((each) => (Array.isArray(each) ? each : [each]));
  const ids = [json.person_id, json.list_id, ...faces.map((face) => (isObject(face) ? face.id : undefined))];
  return ids.filter((id): id is string => typeof id === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function parse(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
