import { LRUCache } from 'lru-cache';

/**
 * What was used last, in tables that are made when the first thing is kept. They are laid out for all that may ever be kept: of 50 000 keys
 * that takes 5 ms, and a start makes half a dozen that it does not use.
 */
export class LateCache<Key extends NonNullable<unknown>, Value extends NonNullable<unknown>> {
  readonly #options: LRUCache.Options<Key, Value, unknown>;
  #kept: LRUCache<Key, Value> | undefined;

  constructor(options: LRUCache.Options<Key, Value, unknown>) {
    this.#options = options;
  }

  get(key: Key): Value | undefined {
    return this.#kept?.get(key);
  }

  has(key: Key): boolean {
    return this.#kept?.has(key) ?? false;
  }

  set(key: Key, value: Value): void {
    this.#kept ??= new LRUCache(this.#options);
    this.#kept.set(key, value);
  }

  delete(key: Key): void {
    this.#kept?.delete(key);
  }

  clear(): void {
    this.#kept?.clear();
  }
}
