import { type MoveParts, type MoveProgress, type MoveReport, movePortraits } from '../../portraits/movePortraits.ts';
import type { PortraitKind } from '../../store/ports/portraits.ts';

export interface PortraitMove {
  /** @throws MoveOvertaken, Unavailable; the reason of the signal */
  run(to: PortraitKind, signal: AbortSignal, onProgress: (progress: MoveProgress) => void): Promise<MoveReport>;
}

export function createPortraitMove(parts: Omit<MoveParts, 'onProgress' | 'signal'>): PortraitMove {
  return { run: (to, signal, onProgress) => movePortraits({ ...parts, signal, onProgress }, to) };
}
