import { checkKeyRing, type KeyRows } from './checkKeyRing.ts';
import type { KeyRing } from './keyRing.ts';

/** The key ring of a running node. Another one can take its place, as keys are rotated while requests are served. */
export class HeldKeyRing {
  #ring: KeyRing;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  get current(): KeyRing {
    return this.#ring;
  }

  /** @throws StoreRefused when it does not open what is there; the former one stays */
  async replace(ring: KeyRing, rows: KeyRows): Promise<void> {
    // A database that does not answer is no reason to refuse what is there already.
    if (isSame(ring, this.#ring)) return;
    await checkKeyRing(rows, ring);
    this.#ring = ring;
  }
}

function isSame(one: KeyRing, other: KeyRing): boolean {
  if (one.active.name !== other.active.name || one.byName.size !== other.byName.size) return false;
  return [...one.byName].every(([name, { key }]) => other.byName.get(name)?.key.equals(key));
}
