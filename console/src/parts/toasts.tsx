import { useEffect, useSyncExternalStore } from 'react';
import { lastChange } from '../api/calls.ts';
import { useWords } from '../words/useWords.ts';
import { CopyButton } from './CopyButton.tsx';
import { Icon } from './Icon.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly detail?: string | undefined;
  readonly bad?: boolean;
  readonly undo?: (() => void) | undefined;
  /** The call that did it, as a line for the shell. */
  readonly curl?: string | undefined;
}

/** Milliseconds that one stays; those of failures stay until they are closed. */
const STAY = 9000;
const MOST = 4;
let toasts: readonly Toast[] = [];
let nextId = 1;
/** The last change of which something was told. */
let toldOf = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what was done, and takes it back by one click where that is possible. */
export function tell(toast: Omit<Toast, 'id' | 'curl'>): void {
  const change = lastChange();
  toldOf = change?.number ?? toldOf;
  const curl = toast.bad ? undefined : change?.curl;
  set([...toasts, { ...toast, curl, id: nextId++ }].slice(-MOST));
}

/** Tells of the last change unless it was told already: none goes without its call to copy. */
export function tellOfChange(text: string): void {
  if ((lastChange()?.number ?? 0) > toldOf) tell({ text });
}

const drop = (id: number) => set(toasts.filter((each) => each.id !== id));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const words = useWords();
  useEffect(() => {
    if (toast.bad) return;
    const timer = setTimeout(() => drop(toast.id), STAY);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className={toast.bad ? 'toast bad' : 'toast'}>
      <Icon name={toast.bad ? 'warn' : 'check'} />
      <p>
        {toast.text}
        {toast.detail && <span className="toast-detail">{toast.detail}</span>}
      </p>
      {toast.curl && <CopyButton text={toast.curl} label={words.do.curl} bare />}
      {toast.undo && (
        <button
          type="button"
          className="button"
          onClick={() => {
            toast.undo?.();
            drop(toast.id);
          }}
        >
          <Icon name="undo" />
          {words.do.undo}
        </button>
      )}
      <button type="button" className="button quiet square" aria-label={words.do.close} onClick={() => drop(toast.id)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
