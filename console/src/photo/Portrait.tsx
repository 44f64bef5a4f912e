import { useEffect, useState } from 'react';
import { PORTRAIT_SIDE } from '../parts/serviceNumbers.ts';
import { fetchPortrait, portraitAtHand } from './portraits.ts';

interface PortraitProps {
  /** The face, or null for a person without one. */
  readonly descriptor: string | null;
  /** Whose it is: its first letters stand for a picture that there is none of. */
  readonly name: string;
  /** The picture as it was kept, not a thumbnail. */
  readonly large?: boolean;
}

/** A face; beside its name, so that it has no text of its own. */
export function Portrait({ descriptor, name, large = false }: PortraitProps) {
  const path = descriptor && `/ext/1/portraits/${descriptor}?side=${large ? PORTRAIT_SIDE.large : PORTRAIT_SIDE.small}`;
  const [shown, setShown] = useState<string | undefined>(() => (path ? portraitAtHand(path) : undefined));
  useEffect(() => {
    if (!path) return setShown(undefined);
    const at = portraitAtHand(path);
    setShown(at);
    if (at !== undefined) return;
    const left = new AbortController();
    void fetchPortrait(path, left.signal).then((url) => {
      if (!left.signal.aborted) setShown(url);
    });
    return () => left.abort();
  }, [path]);
  return (
    <span className={large ? 'portrait large' : 'portrait'} aria-hidden="true">
      {shown ? <img src={shown} alt="" draggable={false} /> : <span className="initials">{initialsOf(name)}</span>}
    </span>
  );
}

/** Up to two letters, of whatever script. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/u).slice(0, 2);
  return parts.map((part) => [...part][0]?.toLocaleUpperCase() ?? '').join('') || '·';
}
