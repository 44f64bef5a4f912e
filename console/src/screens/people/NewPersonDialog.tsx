import { useNavigate } from '@tanstack/react-router';
import { createPerson } from '../../api/people.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { useWords } from '../../words/useWords.ts';
import { PersonDataDialog } from './PersonDataDialog.tsx';

/** A person without a photo yet; the photos are added on the person's page. */
export function NewPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const navigate = useNavigate();
  const create = useAction(createPerson, [['people']]);
  return (
    <PersonDataDialog
      title={words.people.create}
      verb={words.do.create}
      isBusy={create.isPending}
      onSubmit={(data) =>
        create.mutate(data, { onSuccess: (id) => void navigate({ to: '/people/$id', params: { id } }) })
      }
      onClose={onClose}
    />
  );
}
