import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ListRow, listsQuery } from '../../api/lists.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { DeleteListDialog } from './DeleteListDialog.tsx';
import { ListDialog } from './ListDialog.tsx';

type Asked = { readonly what: 'create' } | { readonly what: 'rename' | 'delete'; readonly list: ListRow };

/** The groups to search in. */
export function ListsScreen() {
  const words = useWords();
  const { data, error, refetch } = useQuery(listsQuery);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const rename = (list: ListRow) => setAsked({ what: 'rename', list });
  const remove = (list: ListRow) => setAsked({ what: 'delete', list });
  const isEmpty = data && data.people.length + data.faces.length === 0;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.lists}</h1>
        <div className="screen-tools">
          <button type="button" className="button main" onClick={() => setAsked({ what: 'create' })}>
            <Icon name="plus" />
            {words.lists.create}
          </button>
        </div>
      </header>
      {error ? <Failed error={error} onRetry={refetch} /> : !data && <Waiting />}
      {isEmpty && <Empty icon="lists" title={words.lists.empty} lead={words.lists.emptyLead} />}
      {data && data.people.length > 0 && (
        <ListTable title={words.lists.people} lists={data.people} showsPeople onRename={rename} onDelete={remove} />
      )}
      {data && data.faces.length > 0 && (
        <ListTable title={words.lists.faces} lists={data.faces} onRename={rename} onDelete={remove} />
      )}
      {asked?.what === 'create' && <ListDialog onClose={close} />}
      {asked?.what === 'rename' && <ListDialog list={asked.list} onClose={close} />}
      {asked?.what === 'delete' && <DeleteListDialog list={asked.list} onClose={close} />}
    </div>
  );
}

interface ListTableProps {
  readonly title: string;
  readonly lists: readonly ListRow[];
  readonly showsPeople?: boolean;
  readonly onRename: (list: ListRow) => void;
  readonly onDelete: (list: ListRow) => void;
}

function ListTable({ title, lists, showsPeople = false, onRename, onDelete }: ListTableProps) {
  const words = useWords();
  return (
    <section className="card table-card">
      <h2>{title}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.lists.name}</th>
            <th scope="col" className="number">
              {words.lists.members}
            </th>
            <th scope="col">
              <span className="unseen">{words.do.edit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => {
            const name = list.list_data || words.lists.unnamed;
            return (
              <tr key={list.id}>
                <td className={list.list_data ? 'name' : 'name unnamed'}>
                  {showsPeople ? (
                    <Link to="/people" search={{ list: list.id }}>
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </td>
                <td className="number">{list.count.toLocaleString(words.locale)}</td>
                <td className="row-actions">
                  <button
                    type="button"
                    className="button quiet"
                    onClick={() => onRename(list)}
                    aria-label={`${words.lists.rename}: ${name}`}
                  >
                    <Icon name="edit" />
                    <span>{words.lists.rename}</span>
                  </button>
                  <button
                    type="button"
                    className="button quiet"
                    onClick={() => onDelete(list)}
                    aria-label={`${words.do.delete}: ${name}`}
                  >
                    <Icon name="trash" />
                    <span>{words.do.delete}</span>
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
