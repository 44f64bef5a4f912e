import { useState } from 'react';
import type { Person } from '../../api/people.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { shownTime } from '../../parts/time.ts';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { DeletePersonDialog } from './DeletePersonDialog.tsx';
import { EditPersonDialog } from './EditPersonDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';

export function PersonHead({ person }: { readonly person: Person }) {
  const words = useWords();
  const [dialog, setDialog] = useState<'edit' | 'merge' | 'delete'>();
  const close = () => setDialog(undefined);
  return (
    <header className="person-head">
      <Portrait descriptor={person.descriptors[0] ?? null} name={person.user_data} large />
      <div className="person-who">
        <h1 className={person.user_data ? undefined : 'unnamed'}>{person.user_data || words.people.unnamed}</h1>
        <dl className="facts">
          {person.external_id && (
            <div>
              <dt>{words.people.externalId}</dt>
              <dd>{person.external_id}</dd>
            </div>
          )}
          <div>
            <dt>{words.person.created}</dt>
            <dd>{shownTime(person.create_time, words.locale)}</dd>
          </div>
          <div>
            <dt>{words.person.id}</dt>
            <dd className="code">
              {person.id}
              <CopyButton text={person.id} label={`${words.do.copy}: ${words.person.id}`} bare />
            </dd>
          </div>
        </dl>
      </div>
      <div className="actions">
        <button type="button" className="button" onClick={() => setDialog('edit')}>
          <Icon name="edit" />
          {words.do.edit}
        </button>
        <button type="button" className="button" onClick={() => setDialog('merge')}>
          <Icon name="people" />
          {words.person.merge}
        </button>
        <button type="button" className="button danger" onClick={() => setDialog('delete')}>
          <Icon name="trash" />
          {words.do.delete}
        </button>
      </div>
      {dialog === 'edit' && <EditPersonDialog person={person} onClose={close} />}
      {dialog === 'merge' && <MergeDialog person={person} onClose={close} />}
      {dialog === 'delete' && <DeletePersonDialog person={person} onClose={close} />}
    </header>
  );
}
