import { changePerson, type Person, type PersonData } from '../../api/people.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { tell } from '../../parts/toasts.tsx';
import { useWords } from '../../words/useWords.ts';
import { PersonDataDialog } from '../people/PersonDataDialog.tsx';

interface EditPersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

export function EditPersonDialog({ person, onClose }: EditPersonDialogProps) {
  const words = useWords();
  const change = useAction((data: PersonData) => changePerson(person.id, data), [['person', person.id], ['people']]);
  const before: PersonData = { user_data: person.user_data, external_id: person.external_id };
  const save = (after: PersonData) =>
    change.mutate(after, {
      onSuccess: () => {
        tell({ text: words.person.saved, undo: () => change.mutate(before) });
        onClose();
      },
    });
  return (
    <PersonDataDialog
      title={words.do.edit}
      verb={words.do.save}
      data={before}
      isBusy={change.isPending}
      onSubmit={save}
      onClose={onClose}
    />
  );
}
