import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listsQuery } from '../../api/lists.ts';
import { linkList, type Person } from '../../api/people.ts';
import { Choice } from '../../parts/Field.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { Icon } from '../../parts/Icon.tsx';
import { useWords } from '../../words/useWords.ts';

interface ListLink {
  readonly list: string;
  readonly action: 'attach' | 'detach';
}

/** The lists of a person: one click takes out, one choice puts in. */
export function PersonLists({ person }: { readonly person: Person }) {
  const words = useWords();
  const { data } = useQuery(listsQuery);
  const change = useAction(
    ({ list, action }: ListLink) => linkList(person.id, list, action),
    [['person', person.id], ['people'], ['lists']],
  );
  const nameOf = (id: string) => data?.people.find((list) => list.id === id)?.list_data || words.lists.unnamed;
  const others = data?.people.filter((list) => !person.lists.includes(list.id)) ?? [];
  return (
    <section className="card" aria-labelledby="person-lists">
      <h2 id="person-lists">{words.person.lists}</h2>
      {person.lists.length === 0 ? (
        <p className="quiet">{words.person.noLists}</p>
      ) : (
        <ul className="chips">
          {person.lists.map((list) => (
            <li key={list} className="chip">
              <Link to="/people" search={{ list }}>
                {nameOf(list)}
              </Link>
              <button
                type="button"
                className="chip-remove"
                aria-label={words.person.leaveList(nameOf(list))}
                onClick={() => change.mutate({ list, action: 'detach' })}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Choice
          bare
          label={words.person.addToList}
          value=""
          onChange={(list) => list && change.mutate({ list, action: 'attach' })}
        >
          <option value="">{words.person.addToList}…</option>
          {others.map((list) => (
            <option key={list.id} value={list.id}>
              {list.list_data || words.lists.unnamed}
            </option>
          ))}
        </Choice>
      )}
    </section>
  );
}
