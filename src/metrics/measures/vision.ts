import { byLabel, counter, gauge, type Measure } from '../measure.ts';

/** What the face engine tells of its threads and of the queue before them. */
export interface VisionCounts {
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  readonly queueLimit: number;
  /** Threads that were given up at their deadline and have not come back. */
  readonly stuck: number;
  readonly done: number;
  readonly failed: number;
  /** Refused since the queue was full. */
  readonly refused: number;
  /** Left the queue, or were stopped, since their clients had gone. */
  readonly leftWaiting: number;
  readonly leftRunning: number;
  readonly deaths: number;
  /** Milliseconds in the queue, of all pictures that were begun. */
  readonly waitedMs: number;
}

export function visionMeasures(read: () => VisionCounts): readonly Measure[] {
  return [
    gauge('luna_vision_threads', 'Threads of the face engine', () => read().threads),
    gauge('luna_vision_running', 'Pictures that are worked on', () => read().running),
    gauge('luna_vision_waiting', 'Pictures that wait for a thread', () => read().waiting),
    gauge('luna_vision_queue_limit', 'Pictures that may wait', () => read().queueLimit),
    gauge('luna_vision_stuck', 'Threads in a call that has not returned', () => read().stuck),
    byLabel(
      {
        name: 'luna_vision_pictures_total',
        type: 'counter',
        help: 'Pictures by what became of them; left: their clients had gone',
      },
      'result',
      () => {
        const { done, failed, refused, leftWaiting, leftRunning } = read();
        return Object.entries({
          done,
          failed,
          refused,
          'left-waiting': leftWaiting,
          'left-running': leftRunning,
        });
      },
    ),
    counter('luna_vision_waited_seconds_total', 'Time that pictures waited for a thread', () => read().waitedMs / 1000),
    counter('luna_vision_thread_deaths_total', 'Threads that died or were given up', () => read().deaths),
  ];
}
