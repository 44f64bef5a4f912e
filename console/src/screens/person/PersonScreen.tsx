import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { LunaError } from '../../../../client/src/lunaError.ts';
import { readPerson } from '../../api/people.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { GonePerson } from './GonePerson.tsx';
import { PersonHead } from './PersonHead.tsx';
import { PersonHistory } from './PersonHistory.tsx';
import { PersonLists } from './PersonLists.tsx';
import { PersonPhotos } from './PersonPhotos.tsx';

const route = getRouteApi('/people/$id');

/** One person: who it is, the photos, the lists. */
export function PersonScreen() {
  const words = useWords();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => readPerson(id, signal),
  });
  const isGone = error instanceof LunaError && (error.status === 404 || error.code === 22007);
  return (
    <div className="screen">
      <p className="crumb">
        <Link to="/people">
          <Icon name="left" />
          {words.screens.people}
        </Link>
      </p>
      {isGone ? (
        <GonePerson id={id} />
      ) : error ? (
        <Failed error={error} onRetry={refetch} />
      ) : data ? (
        <>
          <PersonHead person={data} />
          <div className="person-parts">
            <PersonPhotos person={data} />
            <div className="stack">
              <PersonLists person={data} />
              <PersonHistory person={data} />
            </div>
          </div>
        </>
      ) : (
        <Waiting />
      )}
    </div>
  );
}
