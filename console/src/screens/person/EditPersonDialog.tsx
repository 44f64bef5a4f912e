import { type FormEvent, useState } from 'react';
import { changePerson, type Person, type PersonData } from '../../api/people.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { tell } from '../../parts/toasts.tsx';
import { useWords } from '../../words/useWords.ts';
import { PersonFields } from '../people/PersonFields.tsx';

interface EditPersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

export function EditPersonDialog({ person, onClose }: EditPersonDialogProps) {
  const words = useWords();
  const [name, setName] = useState(person.user_data);
  const [externalId, setExternalId] = useState(person.external_id ?? '');
  const change = useAction((data: PersonData) => changePerson(person.id, data), [['person', person.id], ['people']]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const before: PersonData = { user_data: person.user_data, external_id: person.external_id };
    const after: PersonData = { user_data: name.trim(), external_id: externalId.trim() || null };
    change.mutate(after, {
      onSuccess: () => {
        tell({ text: words.person.saved, undo: () => change.mutate(before) });
        onClose();
      },
    });
  };
  return (
    <Dialog title={words.do.edit} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <PersonFields name={name} externalId={externalId} onName={setName} onExternalId={setExternalId} />
        <div className="actions">
          <button type="submit" className="button main" disabled={change.isPending}>
            {words.do.save}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {words.do.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
