import { type FormEvent, useState } from 'react';
import { enrolFaces } from '../../api/actions.ts';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LONGEST_DATA } from '../../parts/serviceNumbers.ts';
import { useWords } from '../../words/useWords.ts';

interface NewPersonOfFaceProps {
  readonly face: string;
  readonly list: string | undefined;
}

/** A person of a face: a name, if there is one, and one click. */
export function NewPersonOfFace({ face, list }: NewPersonOfFaceProps) {
  const words = useWords();
  const { act, isBusy } = useUndoable();
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const person = { user_data: name.trim(), list_ids: list ? [list] : [] };
    act(
      () => enrolFaces([face], person),
      words.search.created(person.user_data || words.people.unnamed),
      () => setName(''),
    );
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
      <button type="submit" className="button main" disabled={isBusy}>
        <Icon name="plus" />
        {words.search.createPerson}
      </button>
    </form>
  );
}
