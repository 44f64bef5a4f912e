import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listsQuery } from '../../api/lists.ts';
import { findPeople } from '../../api/matching.ts';
import type { SeenFace } from '../../api/photos.ts';
import { Choice } from '../../parts/Field.tsx';
import { LastCurl } from '../../parts/LastCurl.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { CandidateRow } from './CandidateRow.tsx';
import { FaceFacts } from './FaceFacts.tsx';
import { NewPersonOfFace } from './NewPersonOfFace.tsx';

interface FacePanelProps {
  readonly face: SeenFace;
  readonly number: number;
  readonly of: number;
}

/** One face: what is seen of it, whom it resembles, and what can be made of it. */
export function FacePanel({ face, number, of }: FacePanelProps) {
  const words = useWords();
  const id = face.id ?? '';
  const lists = useQuery(listsQuery);
  const [list, setList] = useState('');
  const found = useQuery({
    queryKey: ['found', id, list],
    queryFn: ({ signal }) => findPeople(id, list, signal),
  });
  return (
    <>
      <section className="card" aria-labelledby="this-face">
        <div className="face-head">
          <Portrait descriptor={id} name="" large />
          <div className="stack">
            <h2 id="this-face">
              {of > 1 ? `${words.photo.face(number)} · ${words.photo.faces(of)}` : words.search.thisFace}
            </h2>
            <FaceFacts face={face} />
          </div>
        </div>
        <NewPersonOfFace face={id} list={list || undefined} />
      </section>
      <section className="card" aria-labelledby="candidates">
        <div className="card-head">
          <h2 id="candidates">{words.search.candidates}</h2>
          {lists.data && lists.data.people.length > 0 && (
            <Choice bare label={words.search.in} value={list} onChange={setList}>
              <option value="">{words.search.everybody}</option>
              {lists.data.people.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.list_data || words.lists.unnamed} ({each.count})
                </option>
              ))}
            </Choice>
          )}
        </div>
        {found.error ? (
          <Failed error={found.error} onRetry={found.refetch} />
        ) : !found.data ? (
          <Waiting />
        ) : found.data.candidates.length === 0 ? (
          <p className="quiet">{words.search.noneLead}</p>
        ) : (
          <ol className="candidates">
            {found.data.candidates.map((candidate) => (
              <CandidateRow key={candidate.person.id} candidate={candidate} face={id} searched={found.data.searched} />
            ))}
          </ol>
        )}
        {found.data && found.data.rejected > 0 && <p className="hint">{words.search.hidden(found.data.rejected)}</p>}
        <div className="actions">
          <LastCurl path="/ext/1/search" />
        </div>
      </section>
    </>
  );
}
