import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type PersonCard, peoplePage } from '../../api/people.ts';
import { useSettled } from '../../parts/hooks/useSettled.ts';
import { LONGEST_DATA } from '../../parts/serviceNumbers.ts';
import { Failed, Waiting } from '../../parts/states.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';

interface PersonPickerProps {
  readonly chosen: PersonCard | undefined;
  readonly onChoose: (person: PersonCard) => void;
  /** Not to be offered. */
  readonly without?: string;
}

const SHOWN = 8;

/** Finds one person by a part of the name. */
export function PersonPicker({ chosen, onChoose, without }: PersonPickerProps) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim());
  const { data, error, refetch } = useQuery({
    queryKey: ['people', 'pick', text],
    queryFn: ({ signal }) => peoplePage({ text, list: '' }, 0, signal),
    placeholderData: keepPreviousData,
  });
  const people = data?.filter(({ id }) => id !== without).slice(0, SHOWN);
  return (
    <div className="stack">
      <input
        type="search"
        className="input"
        aria-label={words.verify.pickPerson}
        placeholder={words.people.find}
        maxLength={LONGEST_DATA}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error ? <Failed error={error} onRetry={refetch} /> : !people && <Waiting />}
      {people?.length === 0 && <p className="quiet">{words.people.noMatch}</p>}
      <ul className="picker">
        {people?.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="picker-row"
              aria-pressed={person.id === chosen?.id}
              onClick={() => onChoose(person)}
            >
              <Portrait descriptor={person.portrait} name={person.user_data} />
              <span className={person.user_data ? undefined : 'unnamed'}>
                {person.user_data || words.people.unnamed}
              </span>
              <span className="quiet">{person.external_id}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
