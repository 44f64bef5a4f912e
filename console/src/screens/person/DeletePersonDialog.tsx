import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { deletePerson, type Person } from '../../api/people.ts';
import { serverNow } from '../../api/send.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { useWords } from '../../words/useWords.ts';

interface DeletePersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Says what goes, asks once, and leaves a receipt. */
export function DeletePersonDialog({ person, onClose }: DeletePersonDialogProps) {
  const words = useWords();
  const navigate = useNavigate();
  const [receipt, setReceipt] = useState<string>();
  const remove = useAction(deletePerson, [['people']]);
  const leave = () => void navigate({ to: '/people' });
  if (receipt) {
    return (
      <Dialog title={words.person.deleted} onClose={leave}>
        <p>{words.person.receipt}</p>
        <pre className="code-block">{receipt}</pre>
        <div className="actions">
          <button type="button" className="button main" onClick={leave}>
            {words.do.close}
          </button>
          <CopyButton text={receipt} label={words.do.copy} />
        </div>
      </Dialog>
    );
  }
  const confirm = () =>
    remove.mutate(person.id, {
      onSuccess: () => setReceipt(words.person.receiptLines(person.id, new Date(serverNow()).toISOString())),
    });
  return (
    <Dialog title={words.person.deleteTitle} onClose={onClose}>
      <p className="person-name">{person.user_data || words.people.unnamed}</p>
      <p>{words.person.deleteLead(person.descriptors.length)}</p>
      <p>{words.person.deletePhotos}</p>
      <div className="actions">
        <button type="button" className="button danger" disabled={remove.isPending} onClick={confirm}>
          {words.do.delete}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {words.do.cancel}
        </button>
      </div>
    </Dialog>
  );
}
