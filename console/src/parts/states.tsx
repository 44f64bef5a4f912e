import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../words/useWords.ts';
import { describeFailure } from './failure.ts';
import { Icon, type IconName } from './Icon.tsx';

/** Milliseconds after which a wait is worth a word. */
const SLOW = 4000;

/** A wait: nothing at first, so that what is fast does not flicker, then a line, then an apology. */
export function Waiting({ label }: { readonly label?: string }) {
  const words = useWords();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      <span className="spinner" aria-hidden="true" />
      {label ?? words.state.loading}
      {isSlow && <span className="quiet"> · {words.state.slow}</span>}
    </p>
  );
}

export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = useWords();
  const { text, detail } = describeFailure(error, words);
  return (
    <div className="notice bad" role="alert">
      <Icon name="warn" />
      <div>
        <p>{text}</p>
        {detail && <p className="quiet">{detail}</p>}
      </div>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {words.do.retry}
        </button>
      )}
    </div>
  );
}

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly lead?: string;
  readonly children?: ReactNode;
}

export function Empty({ icon, title, lead, children }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {lead && <p>{lead}</p>}
      {children}
    </div>
  );
}
