import { type Drill, promoteStandby, type Scene } from './drill.ts';

/** The promotion comes this long after the fault, as a quick fail-over manager would do it. */
const PROMOTION_MS = 1000;
const ALL_GONE_MS = 20_000;

export const killed: Drill = {
  name: 'primary killed (-9)',
  break: ({ primary }) => primary.kill(),
  mend: promoteStandby,
  outageMs: PROMOTION_MS,
};

export const frozen: Drill = {
  name: 'primary frozen (SIGSTOP)',
  break: ({ primary }) => primary.freeze(),
  mend: promoteStandby,
  outageMs: PROMOTION_MS,
};

export const others: readonly Drill[] = [
  {
    name: 'primary stopped in order',
    break: ({ primary }) => primary.stop('fast'),
    mend: promoteStandby,
    outageMs: PROMOTION_MS,
  },
  {
    name: 'primary turned read-only under open connections',
    async break({ primary }) {
      await primary.query('alter system set default_transaction_read_only = on');
      await primary.query('select pg_reload_conf()');
    },
    mend: promoteStandby,
    outageMs: PROMOTION_MS,
  },
  ...(['half-open', 'black-hole', 'reset'] as const).map(
    (kind): Drill => ({
      name: `network to the primary: ${kind}`,
      async break({ proxy }) {
        proxy.fault = { kind };
      },
      mend: promoteStandby,
      outageMs: PROMOTION_MS,
    }),
  ),
  {
    name: 'network to the primary: 100 ms late for 1 s',
    async break({ proxy }) {
      proxy.fault = { kind: 'delay', ms: 100 };
    },
    async mend({ proxy, primary }) {
      proxy.fault = { kind: 'none' };
      return primary;
    },
    outageMs: PROMOTION_MS,
  },
  {
    name: 'all hosts gone for 20 s and back',
    break: ({ primary, standby }) => Promise.all([primary.stop('fast'), standby.stop('fast')]).then(() => {}),
    async mend({ primary, standby }: Scene) {
      await standby.start();
      await primary.start();
      return primary;
    },
    outageMs: ALL_GONE_MS,
  },
];
