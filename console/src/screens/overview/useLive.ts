import { useEffect, useState } from 'react';
import { type Figures, readLive } from '../../api/live/live.ts';
import { SignedOut } from '../../session/session.ts';

export interface Live {
  readonly isConnected: boolean;
  /** The newest last. */
  readonly figures: readonly Figures[];
}

/** Figures that are kept: four minutes of one every two seconds. */
const KEPT = 120;
/** Milliseconds until a broken stream is opened again; twice as long each time. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

/** The live figures while the screen is there; a stream that breaks is opened again at growing intervals. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ isConnected: false, figures: [] });
  useEffect(() => {
    const left = new AbortController();
    let wait = FIRST_WAIT;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = async () => {
      try {
        await readLive((newest) => {
          wait = FIRST_WAIT;
          setLive((before) => ({ isConnected: true, figures: [...before.figures, newest].slice(-KEPT) }));
        }, left.signal);
      } catch (error) {
        if (error instanceof SignedOut) return;
      }
      if (left.signal.aborted) return;
      setLive((before) => ({ ...before, isConnected: false }));
      timer = setTimeout(() => void open(), wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
    void open();
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, []);
  return live;
}
