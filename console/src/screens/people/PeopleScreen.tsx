import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { listsQuery } from '../../api/lists.ts';
import { Choice } from '../../parts/Field.tsx';
import { useSettled } from '../../parts/hooks/useSettled.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LONGEST_DATA } from '../../parts/serviceNumbers.ts';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { NewPersonDialog } from './NewPersonDialog.tsx';
import { PeopleGrid } from './PeopleGrid.tsx';
import { usePeopleCount } from './usePeoplePages.ts';

const route = getRouteApi('/people');

/** Everybody of the account, by text and by list. */
export function PeopleScreen() {
  const words = useWords();
  const search = route.useSearch();
  const navigate = useNavigate();
  const lists = useQuery(listsQuery);
  const [typed, setTyped] = useState(search.text ?? '');
  const [isMaking, setMaking] = useState(false);
  const text = useSettled(typed.trim());
  useEffect(() => {
    void navigate({ to: '/people', search: (before) => ({ ...before, text: text || undefined }), replace: true });
  }, [text, navigate]);

  const filter = { text, list: search.list ?? '', order: search.order };
  const { data: count, error, refetch } = usePeopleCount(filter);
  const isFiltered = text !== '' || filter.list !== '';

  return (
    <div className="screen people">
      <header className="screen-head">
        <h1>{words.screens.people}</h1>
        {count !== undefined && <p className="screen-count">{words.people.count(count)}</p>}
        <div className="screen-tools">
          <div className="find">
            <Icon name="find" />
            <input
              type="search"
              className="input"
              aria-label={words.people.find}
              placeholder={words.people.find}
              maxLength={LONGEST_DATA}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <Choice
            bare
            label={words.people.list}
            value={filter.list}
            onChange={(list) =>
              void navigate({ to: '/people', search: (before) => ({ ...before, list: list || undefined }) })
            }
          >
            <option value="">{words.people.everyList}</option>
            {lists.data?.people.map((list) => (
              <option key={list.id} value={list.id}>
                {list.list_data || words.lists.unnamed} ({list.count})
              </option>
            ))}
          </Choice>
          <Choice
            bare
            label={words.people.order}
            value={search.order ?? 'newest'}
            onChange={(order) =>
              void navigate({
                to: '/people',
                search: (before) => ({ ...before, order: order === 'oldest' ? 'oldest' : undefined }),
              })
            }
          >
            <option value="newest">{words.people.newest}</option>
            <option value="oldest">{words.people.oldest}</option>
          </Choice>
          <button type="button" className="button main" onClick={() => setMaking(true)}>
            <Icon name="plus" />
            {words.people.create}
          </button>
        </div>
      </header>
      {error ? (
        <Failed error={error} onRetry={refetch} />
      ) : count === undefined ? (
        <Waiting />
      ) : count === 0 ? (
        <Empty
          icon="people"
          title={isFiltered ? words.people.noMatch : words.people.empty}
          lead={isFiltered ? words.people.noMatchLead : words.people.emptyLead}
        />
      ) : (
        <PeopleGrid key={JSON.stringify(filter)} filter={filter} count={count} />
      )}
      {isMaking && <NewPersonDialog onClose={() => setMaking(false)} />}
    </div>
  );
}
