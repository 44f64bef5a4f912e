import { Link } from '@tanstack/react-router';
import type { Action } from '../../api/actions.ts';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { Icon } from '../../parts/Icon.tsx';
import { shownTime } from '../../parts/time.ts';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';

/** Faces that are shown of an action. */
const SHOWN = 4;

export function ActionRows({ actions }: { readonly actions: readonly Action[] }) {
  const words = useWords();
  const { undo, isBusy } = useUndoable();
  return (
    <ol className="action-rows">
      {actions.map((action) => (
        <li key={action.id} className="card">
          <span className="action-faces">
            {action.descriptor_ids.slice(0, SHOWN).map((face) => (
              <Portrait key={face} descriptor={face} name="" />
            ))}
          </span>
          <span className="grow">
            {action.person_id ? (
              <Link to="/people/$id" params={{ id: action.person_id }}>
                {words.review.kinds[action.kind] ?? action.kind}
              </Link>
            ) : (
              (words.review.kinds[action.kind] ?? action.kind)
            )}{' '}
            <span className="quiet">
              {words.people.photos(action.photos)} · {shownTime(action.create_time, words.locale)}
            </span>
          </span>
          {action.undo_time ? (
            <span className="quiet">{words.review.undone}</span>
          ) : action.kind === 'erase' ? null : (
            <button type="button" className="button" disabled={isBusy} onClick={() => undo(action.id)}>
              <Icon name="undo" />
              {words.do.undo}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
