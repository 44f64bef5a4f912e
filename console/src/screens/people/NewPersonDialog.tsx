import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { createPerson } from '../../api/people.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { useWords } from '../../words/useWords.ts';
import { PersonFields } from './PersonFields.tsx';

/** A person without a photo yet; the photos are added on the person's page. */
export function NewPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [externalId, setExternalId] = useState('');
  const create = useAction(createPerson, [['people']]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { user_data: name.trim(), external_id: externalId.trim() || null },
      { onSuccess: (id) => void navigate({ to: '/people/$id', params: { id } }) },
    );
  };
  return (
    <Dialog title={words.people.create} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <PersonFields name={name} externalId={externalId} onName={setName} onExternalId={setExternalId} />
        <div className="actions">
          <button type="submit" className="button main" disabled={create.isPending}>
            {words.do.create}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {words.do.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
