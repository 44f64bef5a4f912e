import type { ReactNode } from 'react';
import { useWords } from '../words/useWords.ts';
import { Dialog } from './Dialog.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will be done, on the button. */
  readonly verb: string;
  readonly children: ReactNode;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once before what cannot be taken back. */
export function ConfirmDialog({ title, verb, children, isBusy, onConfirm, onClose }: ConfirmDialogProps) {
  const words = useWords();
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div className="actions">
        <button type="button" className="button danger" disabled={isBusy} onClick={onConfirm}>
          {verb}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {words.do.cancel}
        </button>
      </div>
    </Dialog>
  );
}
