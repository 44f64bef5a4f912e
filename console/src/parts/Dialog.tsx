import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../words/useWords.ts';
import { Icon } from './Icon.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Nothing but its own buttons closes it. */
  readonly firm?: boolean;
}

/** The browser's own modal dialog: it holds the focus, makes the rest inert and gives the focus back. */
export function Dialog({ title, onClose, children, firm = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const words = useWords();
  useEffect(() => {
    const { current } = dialog;
    if (current && !current.open) current.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {!firm && (
          <button type="button" className="button quiet square" onClick={onClose} aria-label={words.do.close}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
