import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createPerson, deletePerson, linkFace, linkList } from '../../api/people.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LONGEST_DATA } from '../../parts/serviceNumbers.ts';
import { tell } from '../../parts/toasts.tsx';
import { useWords } from '../../words/useWords.ts';

interface NewPersonOfFaceProps {
  readonly face: string;
  readonly list: string | undefined;
}

/** A person of a face: a name, if there is one, and one click. */
export function NewPersonOfFace({ face, list }: NewPersonOfFaceProps) {
  const words = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const enrol = useAction(async () => {
    const id = await createPerson({ user_data: name.trim(), external_id: null });
    await linkFace(id, face, 'attach');
    if (list) await linkList(id, list, 'attach');
    return id;
  }, [['people'], ['found'], ['lists']]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enrol.mutate(undefined, {
      onSuccess: (id) => {
        const undo = () => void deletePerson(id).finally(() => client.invalidateQueries());
        tell({ text: words.search.created(name.trim() || words.people.unnamed), undo });
        setName('');
      },
    });
  };
  return (
    <form className="one-line" onSubmit={submit}>
      <input
        className="input"
        aria-label={words.people.name}
        placeholder={words.people.name}
        autoComplete="off"
        maxLength={LONGEST_DATA}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button main" disabled={enrol.isPending}>
        <Icon name="plus" />
        {words.search.createPerson}
      </button>
    </form>
  );
}
