import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const LOOK_EACH_MS = 250;
const RESOLUTION_MS = 10;
/** The delay that ends the pressure, as a part of the one that began it; it must hold for so many looks in a row. */
const END_AT = 0.5;
const CALM_LOOKS = 4;

/** Decides by delays, one after the other, whether there is pressure: it begins at once, and ends late. */
export class Hysteresis {
  readonly #limitMs: number;
  #calm = 0;
  #isHigh = false;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  get isHigh(): boolean {
    return this.#isHigh;
  }

  note(delayMs: number): void {
    if (delayMs >= this.#limitMs) {
      this.#isHigh = true;
      this.#calm = 0;
    } else if (this.#isHigh) {
      this.#calm = delayMs <= this.#limitMs * END_AT ? this.#calm + 1 : 0;
      if (this.#calm >= CALM_LOOKS) this.#isHigh = false;
    }
  }
}

/** Whether the event loop is late, by its median delay of the last quarter of a second. */
export class EventLoopPressure {
  readonly #hysteresis: Hysteresis;
  readonly #delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;

  constructor(limitMs: number) {
    this.#hysteresis = new Hysteresis(limitMs);
    this.#delays.enable();
    this.#timer = setInterval(() => this.#look(), LOOK_EACH_MS).unref();
  }

  get isHigh(): boolean {
    return this.#hysteresis.isHigh;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#delays.disable();
  }

  #look(): void {
    // What the histogram counts is the time between two of its ticks.
    this.#hysteresis.note(Math.max(0, this.#delays.percentile(50) / 1e6 - RESOLUTION_MS));
    this.#delays.reset();
  }
}
