import { Link } from '@tanstack/react-router';
import { mergePeople, rejectPair } from '../../api/actions.ts';
import type { PersonCard } from '../../api/people.ts';
import type { Pair } from '../../api/review.ts';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { Icon } from '../../parts/Icon.tsx';
import { SimilarityBar } from '../../parts/SimilarityBar.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { Found } from './Found.tsx';
import { useReviewPages } from './useReviewPages.ts';

/** People that may be one. */
export function Duplicates() {
  const words = useWords();
  const pages = useReviewPages('duplicates');
  return (
    <Found kind="duplicates" lead={words.review.duplicatesLead} pages={pages}>
      {pages.data?.pages
        .flatMap(({ pairs }) => pairs)
        .map((pair) => (
          <PairCard key={`${pair.person.id}${pair.other.id}`} pair={pair} />
        ))}
    </Found>
  );
}

function PairCard({ pair }: { readonly pair: Pair }) {
  const words = useWords();
  const { act, isBusy } = useUndoable();
  const { person, other } = pair;
  return (
    <li className="card pair">
      <PairSide person={person} face={pair.descriptor_id} />
      <PairSide person={other} face={pair.other_descriptor_id} />
      <div className="pair-decision">
        <SimilarityBar similarity={pair.similarity} />
        <div className="actions">
          <button
            type="button"
            className="button main"
            disabled={isBusy}
            onClick={() => act(() => mergePeople(person.id, other.id), words.person.merged)}
          >
            <Icon name="check" />
            {words.review.merge}
          </button>
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => act(() => rejectPair(person.id, other.id), words.review.done)}
          >
            <Icon name="close" />
            {words.review.notSame}
          </button>
        </div>
      </div>
    </li>
  );
}

function PairSide({ person, face }: { readonly person: PersonCard; readonly face: string }) {
  const words = useWords();
  return (
    <div className="pair-side">
      <Portrait descriptor={face} name={person.user_data} />
      <Link
        to="/people/$id"
        params={{ id: person.id }}
        className={person.user_data ? 'person-name' : 'person-name unnamed'}
      >
        {person.user_data || words.people.unnamed}
      </Link>
      <span className="quiet">{words.people.photos(person.photos)}</span>
    </div>
  );
}
