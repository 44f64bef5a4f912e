/**
 * Preloaded into the server under test by `node --import`. Measures, from inside and without a change to the server:
 * the event-loop delay of the HTTP thread, the processor time of its longest turn, the time from a request's head to the end of its answer, resident memory.
 * Asked over the IPC channel: `watch turns` begins to measure turns, which costs some time, `reset` starts a new period, `report` answers with its figures.
 */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // On-CPU nanoseconds of this thread (Linux; the main thread has the id of the process).
  const schedule = `/proc/self/task/${process.pid}/schedstat`;
  const cpuMs = () => {
    try {
      return Number.parseInt(readFileSync(schedule, 'latin1'), 10) / 1e6;
    } catch {
      return Number.NaN;
    }
  };
  let longestTurn = 0;
  const watchTurns = () => {
    let before = cpuMs();
    setInterval(() => {
      const now = cpuMs();
      longestTurn = Math.max(longestTurn, now - before);
      before = now;
    }, 1).unref();
  };
  const started = new WeakMap();
  let durations = [];
  let arrived = 0;

  subscribe('http.server.request.start', ({ request }) => {
    arrived++;
    started.set(request, performance.now());
  });
  subscribe('http.server.response.finish', ({ request }) => {
    durations.push(performance.now() - started.get(request));
  });

  process.on('message', (question) => {
    if (question === 'watch turns') {
      watchTurns();
      process.send({ done: true });
    } else if (question === 'reset') {
      delay.reset();
      longestTurn = 0;
      durations = [];
      arrived = 0;
      process.send({ done: true });
    } else {
      durations.sort((one, other) => one - other);
      const quantile = (share) => durations[Math.min(durations.length - 1, Math.floor(share * durations.length))] ?? 0;
      process.send({
        arrived,
        requests: durations.length,
        serverMs: { p50: quantile(0.5), p99: quantile(0.99) },
        // The monitor reports the time between its ticks; the delay is what exceeds its resolution.
        loopDelayMs: {
          p50: Math.max(0, delay.percentile(50) / 1e6 - 1),
          p99: Math.max(0, delay.percentile(99) / 1e6 - 1),
          max: Math.max(0, delay.max / 1e6 - 1),
        },
        turnMs: { max: longestTurn },
        rssBytes: process.memoryUsage.rss(),
      });
    }
  });
  // The measurement must not keep a server alive that was told to stop.
  process.channel.unref();
}
