import { useState } from 'react';
import { mergePeople } from '../../api/actions.ts';
import type { Person, PersonCard } from '../../api/people.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { useWords } from '../../words/useWords.ts';
import { PersonPicker } from '../verify/PersonPicker.tsx';

interface MergeDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Another person's photos and lists come to this one. */
export function MergeDialog({ person, onClose }: MergeDialogProps) {
  const words = useWords();
  const [other, setOther] = useState<PersonCard>();
  const { act, isBusy } = useUndoable();
  return (
    <Dialog title={words.person.mergeTitle} onClose={onClose}>
      <p>{words.person.mergeLead}</p>
      <PersonPicker chosen={other} onChoose={setOther} without={person.id} />
      <div className="actions">
        <button
          type="button"
          className="button main"
          disabled={!other || isBusy}
          onClick={() => other && act(() => mergePeople(person.id, other.id), words.person.merged, onClose)}
        >
          {words.person.mergeDo}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {words.do.cancel}
        </button>
      </div>
    </Dialog>
  );
}
