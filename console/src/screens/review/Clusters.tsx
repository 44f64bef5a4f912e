import { useState } from 'react';
import { assignFaces, dismissFaces, enrolFaces, rejectFaces } from '../../api/actions.ts';
import { type Cluster, clusterFaces } from '../../api/review.ts';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { Icon } from '../../parts/Icon.tsx';
import { SimilarityBar } from '../../parts/SimilarityBar.tsx';
import { LONGEST_DATA } from '../../parts/serviceNumbers.ts';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { Found } from './Found.tsx';
import { useReviewPages } from './useReviewPages.ts';

/** Unknown faces by likeness. */
export function Clusters() {
  const words = useWords();
  const pages = useReviewPages('clusters');
  return (
    <Found kind="clusters" lead={words.review.clustersLead} pages={pages}>
      {pages.data?.pages
        .flatMap(({ clusters }) => clusters)
        .map((cluster) => (
          <ClusterCard key={cluster.id} cluster={cluster} />
        ))}
    </Found>
  );
}

/** Faces that are shown of a group. */
const SHOWN = 8;

function ClusterCard({ cluster }: { readonly cluster: Cluster }) {
  const words = useWords();
  const [name, setName] = useState('');
  const { act, isBusy } = useUndoable();
  const { suggestion, size, descriptor_ids: typical } = cluster;
  // A group of more than the typical faces is read in full first.
  const faces = async () => (size > typical.length ? clusterFaces(cluster.id) : typical);
  const known = suggestion && (suggestion.person.user_data || words.people.unnamed);
  const enrol = () =>
    act(
      async () => enrolFaces(await faces(), { user_data: name.trim() }),
      words.search.created(name.trim() || words.people.unnamed),
    );
  return (
    <li className="card cluster">
      <ul className="cluster-faces">
        {typical.slice(0, SHOWN).map((face) => (
          <li key={face}>
            <Portrait descriptor={face} name="" />
          </li>
        ))}
      </ul>
      <p className="quiet">{words.review.faces(size)}</p>
      {suggestion && known && (
        <div className="suggestion">
          <Portrait descriptor={suggestion.person.portrait} name={suggestion.person.user_data} />
          <div className="grow">
            <p className="person-name">{known}</p>
            <SimilarityBar similarity={suggestion.similarity} />
          </div>
          <div className="actions">
            <button
              type="button"
              className="button main"
              disabled={isBusy}
              onClick={() =>
                act(async () => assignFaces(await faces(), suggestion.person.id), words.search.added(known))
              }
            >
              <Icon name="check" />
              {words.review.confirm(known)}
            </button>
            <button
              type="button"
              className="button"
              disabled={isBusy}
              onClick={() => act(async () => rejectFaces(suggestion.person.id, await faces()), words.search.rejected)}
            >
              <Icon name="close" />
              {words.review.wrong}
            </button>
          </div>
        </div>
      )}
      <form
        className="one-line"
        onSubmit={(event) => {
          event.preventDefault();
          enrol();
        }}
      >
        <input
          className="input"
          aria-label={words.people.name}
          placeholder={words.people.name}
          autoComplete="off"
          maxLength={LONGEST_DATA}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className={suggestion ? 'button' : 'button main'} disabled={isBusy}>
          <Icon name="plus" />
          {words.review.makePerson}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={isBusy}
          onClick={() => act(async () => dismissFaces(await faces()), words.review.done)}
        >
          {words.review.dismiss}
        </button>
      </form>
    </li>
  );
}
