import type { RequestLimits } from '../../api/request/limitRequests.ts';
import { type Allowance, createQuota, createRate } from '../../concurrency/limits/allowance.ts';
import { EventLoopPressure } from '../../concurrency/limits/eventLoopPressure.ts';
import { Unavailable } from '../../domain/errors.ts';
import { type LimitedBy, TooManyRequests } from '../../domain/tooManyRequests.ts';
import { createNetworks } from '../../http/networks.ts';
import type { Settings } from '../../settings/schema.ts';
import { words } from '../../settings/words.ts';

/** Settings that may change while the service runs. */
export type LimitSettings = Pick<
  Settings,
  | 'RATE_LIMIT_ADDRESS'
  | 'RATE_LIMIT_TOKEN'
  | 'RATE_LIMIT_ACCOUNT'
  | 'RATE_LIMIT_BURST_SECONDS'
  | 'RATE_LIMIT_EXEMPT'
  | 'QUOTA_ADDRESS'
  | 'QUOTA_TOKEN'
  | 'QUOTA_ACCOUNT'
  | 'QUOTA_HOURS'
  | 'PRESSURE_LIMIT_MS'
>;

const KINDS: readonly LimitedBy[] = ['address', 'token', 'account'];

/** How much clients may ask, by the settings in force; each node counts by itself. */
export class RateLimits implements RequestLimits {
  readonly #refused = new Map<string, number>([...KINDS, 'pressure'].map((kind) => [kind, 0]));
  #allowances: Readonly<Record<LimitedBy, readonly Allowance[]>> = { address: [], token: [], account: [] };
  #isExempt: (address: string) => boolean = () => false;
  #pressure: EventLoopPressure | undefined;

  constructor(settings: LimitSettings) {
    this.apply(settings);
  }

  /** Counts start again from zero. */
  apply(settings: LimitSettings): void {
    const { QUOTA_HOURS, PRESSURE_LIMIT_MS, RATE_LIMIT_BURST_SECONDS: burst } = settings;
    const of = (rate: number, quota: number) => [
      ...(rate > 0 ? [createRate(rate, Math.max(1, rate * burst))] : []),
      ...(quota > 0 ? [createQuota(quota, QUOTA_HOURS * 3600)] : []),
    ];
    this.#allowances = {
      address: of(settings.RATE_LIMIT_ADDRESS, settings.QUOTA_ADDRESS),
      token: of(settings.RATE_LIMIT_TOKEN, settings.QUOTA_TOKEN),
      account: of(settings.RATE_LIMIT_ACCOUNT, settings.QUOTA_ACCOUNT),
    };
    this.#isExempt = createNetworks(words(settings.RATE_LIMIT_EXEMPT));
    this.#pressure?.close();
    this.#pressure = PRESSURE_LIMIT_MS > 0 ? new EventLoopPressure(PRESSURE_LIMIT_MS) : undefined;
  }

  /** Refused requests by what they were too many for. */
  get refused(): ReadonlyMap<string, number> {
    return this.#refused;
  }

  requireCalm(): void {
    if (!this.#pressure?.isHigh) return;
    this.#note('pressure');
    throw new Unavailable('event loop');
  }

  /** Addresses as `api/request/networkOf.ts` counts them. */
  take(by: LimitedBy, key: string, address: string): void {
    const allowances = this.#allowances[by];
    if (allowances.length === 0 || this.#isExempt(address)) return;
    for (const allowance of allowances) {
      const seconds = allowance.take(key);
      if (seconds === 0) continue;
      this.#note(by);
      throw new TooManyRequests(by, Math.max(1, Math.ceil(seconds)));
    }
  }

  async close(): Promise<void> {
    this.#pressure?.close();
  }

  #note(kind: string): void {
    this.#refused.set(kind, (this.#refused.get(kind) ?? 0) + 1);
  }
}
