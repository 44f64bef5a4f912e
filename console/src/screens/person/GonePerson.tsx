import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { actionsPage } from '../../api/actions.ts';
import { Empty } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';

/** A person that is no more: where the photos are, when it was merged into another one, or split off and that was undone. */
export function GonePerson({ id }: { readonly id: string }) {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['actions', id, 'gone'],
    queryFn: ({ signal }) => actionsPage(undefined, signal, id),
  });
  const end = data?.actions.find(
    ({ kind, other_person_id, undo_time }) => other_person_id === id && kind === (undo_time ? 'split' : 'merge'),
  );
  if (!end?.person_id) return <Empty icon="people" title={words.person.notFound} />;
  return (
    <Empty icon="people" title={end.kind === 'merge' ? words.person.mergedAway : words.person.splitUndone}>
      <Link to="/people/$id" params={{ id: end.person_id }} className="button main">
        {words.person.toSurvivor}
      </Link>
    </Empty>
  );
}
