import { createProgressBar } from '../progressBar.ts';

export interface SteadyProgress {
  readonly add: (counts: Readonly<Record<string, number>>) => void;
  /** Shown beside: what the other side is doing. */
  readonly note: (text: string) => void;
  /** Gives the line back to other output. */
  readonly stop: () => void;
}

const LINE_MS = 10_000;

/** How far a long run is: a bar on a terminal, else a line on standard error every ten seconds. */
export function showProgress(
  what: string,
  total: number,
  done: number,
  stream: NodeJS.WriteStream = process.stderr,
): SteadyProgress {
  const counts = new Map<string, number>();
  const begun = performance.now();
  let now = done;
  let note = '';
  const state = () => {
    const seconds = (performance.now() - begun) / 1000;
    const rate = (now - done) / Math.max(seconds, 0.001);
    const others = [...counts].map(([name, count]) => `${name} ${count}`).join(' · ');
    const left = rate > 0 ? `${duration((total - now) / rate)} left` : '';
    return { rate: `${rate.toFixed(1)} ${what}/s`, left, others, note };
  };
  const inWords = () => {
    const { rate, left, others } = state();
    return [`${now} of ${total} ${what}`, rate, left, others, note].filter(Boolean).join(' · ');
  };
  const bar = stream.isTTY
    ? createProgressBar({ format: `{bar} {value}/{total} · {rate} · {left} · {others} {note}`, stream })
    : undefined;
  bar?.start(total, done, state());
  const timer = bar ? undefined : setInterval(() => stream.write(`${inWords()}\n`), LINE_MS);
  timer?.unref();
  return {
    add(more) {
      now++;
      for (const [name, count] of Object.entries(more)) counts.set(name, (counts.get(name) ?? 0) + count);
      bar?.update(now, state());
    },
    note(text) {
      note = text;
      bar?.update(now, state());
    },
    stop() {
      clearInterval(timer);
      bar?.stop();
    },
  };
}

/** `45 s`, `12 min`, `3.5 h`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
