import type { DescriptorId, PersonId } from '../../../src/domain/ids.ts';

/** What the writer of a slot last had acknowledged, from the moment before the request on `busy`. */
export type SlotState = 'found' | 'absent' | 'busy' | 'unknown';

/**
 * One descriptor and the person who owns it or not; one writer changes it, anybody searches for it. A state stays a
 * fact until `step` goes up, so what was true before a search and after it was true all the while.
 */
export class Slot {
  readonly descriptorId: DescriptorId;
  personId: PersonId;
  #state: SlotState;
  #step = 0;

  constructor(descriptorId: DescriptorId, personId: PersonId, state: 'found' | 'absent') {
    this.descriptorId = descriptorId;
    this.personId = personId;
    this.#state = state;
  }

  get state(): SlotState {
    return this.#state;
  }

  become(state: SlotState): void {
    this.#state = state;
    this.#step++;
  }

  /** To be asked again after a search. */
  look(): SlotView {
    return { state: this.#state, personId: this.personId, step: this.#step };
  }

  /** What held from the look on until now; undefined when it changed, or a change was under way. */
  heldSince(view: SlotView): SlotView | undefined {
    const isFact = view.state === 'found' || view.state === 'absent';
    return isFact && view.step === this.#step ? view : undefined;
  }
}

export interface SlotView {
  readonly state: SlotState;
  readonly personId: PersonId;
  readonly step: number;
}
