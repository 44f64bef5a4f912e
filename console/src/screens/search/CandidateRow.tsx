import { Link } from '@tanstack/react-router';
import { assignFaces, rejectFaces } from '../../api/actions.ts';
import type { Candidate } from '../../api/matching.ts';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { Icon } from '../../parts/Icon.tsx';
import { SimilarityBar, verdictOf } from '../../parts/SimilarityBar.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { falseMatchWords } from './falseMatchWords.ts';

interface CandidateRowProps {
  readonly candidate: Candidate;
  readonly face: string;
  /** People that were searched. */
  readonly searched: number;
}

/** A person beside the face, with one click to confirm. */
export function CandidateRow({ candidate, face, searched }: CandidateRowProps) {
  const words = useWords();
  const { person, descriptor_id: match, similarity, false_matches: strangers } = candidate;
  const chance = falseMatchWords(strangers, searched, words);
  const name = person.user_data || words.people.unnamed;
  const { act, isBusy } = useUndoable();
  return (
    <li className="candidate">
      <Portrait descriptor={match} name={person.user_data} />
      <div className="candidate-who">
        <Link to="/people/$id" params={{ id: person.id }} className={person.user_data ? undefined : 'unnamed'}>
          {name}
        </Link>
        <span className="quiet">{words.search[verdictOf(similarity)]}</span>
        <SimilarityBar similarity={similarity} />
      </div>
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => act(() => assignFaces([face], person.id), words.search.added(name))}
          aria-label={`${words.search.addTo}: ${name}`}
        >
          <Icon name="check" />
          {words.search.addTo}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={isBusy}
          onClick={() => act(() => rejectFaces(person.id, [face]), words.search.rejected)}
          aria-label={`${words.search.notThis}: ${name}`}
        >
          <Icon name="close" />
          {words.search.notThis}
        </button>
      </div>
      {chance && <p className="hint candidate-note">{chance}</p>}
    </li>
  );
}
