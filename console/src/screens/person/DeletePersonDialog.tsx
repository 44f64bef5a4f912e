import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { deletePerson, type Person } from '../../api/people.ts';
import { serverNow } from '../../api/send.ts';
import { erasePerson } from '../../api/upkeep.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Check } from '../../parts/Field.tsx';
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
  const [withPhotos, setWithPhotos] = useState(false);
  const remove = useAction(async () => {
    if (withPhotos) return JSON.stringify(await erasePerson(person.id), undefined, 2);
    await deletePerson(person.id);
    return words.person.receiptLines(person.id, new Date(serverNow()).toISOString());
  }, [['people'], ['upkeep']]);
  const receipt = remove.data;
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
  const count = person.descriptors.length;
  return (
    <Dialog title={words.person.deleteTitle} onClose={onClose}>
      <p className="person-name">{person.user_data || words.people.unnamed}</p>
      <p>{withPhotos ? words.person.eraseLead(count) : words.person.deleteLead(count)}</p>
      <Check label={words.person.erase} hint={words.person.eraseHint} checked={withPhotos} onChange={setWithPhotos} />
      <p>{words.person.deletePhotos}</p>
      <div className="actions">
        <button
          type="button"
          className="button danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate(undefined)}
        >
          {words.do.delete}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {words.do.cancel}
        </button>
      </div>
    </Dialog>
  );
}
