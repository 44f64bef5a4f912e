import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { actionsPage } from '../../api/actions.ts';
import { Empty } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';

/** A person that is no more: where the photos went, when it was merged into another one. */
export function GonePerson({ id }: { readonly id: string }) {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['actions', id, 'gone'],
    queryFn: ({ signal }) => actionsPage(undefined, signal, id),
  });
  const merge = data?.actions.find(
    ({ kind, other_person_id, undo_time }) => kind === 'merge' && other_person_id === id && !undo_time,
  );
  if (!merge?.person_id) return <Empty icon="people" title={words.person.notFound} />;
  return (
    <Empty icon="people" title={words.person.mergedAway}>
      <Link to="/people/$id" params={{ id: merge.person_id }} className="button main">
        {words.person.toSurvivor}
      </Link>
    </Empty>
  );
}
