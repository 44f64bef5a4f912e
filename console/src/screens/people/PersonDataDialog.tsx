import { type FormEvent, type ReactNode, useState } from 'react';
import type { PersonData } from '../../api/people.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { LONGEST_DATA, LONGEST_EXTERNAL_ID } from '../../parts/serviceNumbers.ts';
import { useWords } from '../../words/useWords.ts';

interface PersonDataDialogProps {
  readonly title: string;
  readonly verb: string;
  /** What is known so far. */
  readonly data?: PersonData;
  readonly isBusy: boolean;
  readonly onSubmit: (data: PersonData) => void;
  readonly onClose: () => void;
  /** Further fields. */
  readonly children?: ReactNode;
}

/** What is written down about a person. */
export function PersonDataDialog({ title, verb, data, isBusy, onSubmit, onClose, children }: PersonDataDialogProps) {
  const words = useWords();
  const [name, setName] = useState(data?.user_data ?? '');
  const [externalId, setExternalId] = useState(data?.external_id ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ user_data: name.trim(), external_id: externalId.trim() || null });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <Field
          label={words.people.name}
          hint={words.people.nameHint(LONGEST_DATA)}
          autoComplete="off"
          maxLength={LONGEST_DATA}
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={words.people.externalId}
          autoComplete="off"
          maxLength={LONGEST_EXTERNAL_ID}
          value={externalId}
          onChange={(event) => setExternalId(event.target.value)}
        />
        {children}
        <div className="actions">
          <button type="submit" className="button main" disabled={isBusy}>
            {verb}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {words.do.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
