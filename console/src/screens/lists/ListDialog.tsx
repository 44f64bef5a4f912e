import { type FormEvent, useState } from 'react';
import { createList, type ListRow, renameList } from '../../api/lists.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Choice, Field } from '../../parts/Field.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { LONGEST_DATA } from '../../parts/serviceNumbers.ts';
import { tell } from '../../parts/toasts.tsx';
import { useWords } from '../../words/useWords.ts';

interface ListDialogProps {
  /** Absent for a new one. */
  readonly list?: ListRow;
  readonly onClose: () => void;
}

export function ListDialog({ list, onClose }: ListDialogProps) {
  const words = useWords();
  const [name, setName] = useState(list?.list_data ?? '');
  const [kind, setKind] = useState<'persons' | 'descriptors'>('persons');
  const save = useAction(async () => {
    if (list) await renameList(list.id, name.trim());
    else await createList(kind, name.trim());
  }, [['lists']]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, {
      onSuccess: () => {
        tell({ text: list ? words.person.saved : words.lists.created });
        onClose();
      },
    });
  };
  return (
    <Dialog title={list ? words.lists.rename : words.lists.create} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Field
          label={words.lists.name}
          autoComplete="off"
          maxLength={LONGEST_DATA}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {!list && (
          <Choice
            label={words.lists.kind}
            value={kind}
            onChange={(value) => setKind(value === 'persons' ? 'persons' : 'descriptors')}
          >
            <option value="persons">{words.lists.kindPeople}</option>
            <option value="descriptors">{words.lists.kindFaces}</option>
          </Choice>
        )}
        <div className="actions">
          <button type="submit" className="button main" disabled={save.isPending}>
            {list ? words.do.save : words.do.create}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {words.do.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
