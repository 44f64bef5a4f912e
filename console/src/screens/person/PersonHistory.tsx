import type { Person } from '../../api/people.ts';
import { useWords } from '../../words/useWords.ts';
import { Actions } from '../review/Actions.tsx';
import { PersonTrail } from './PersonTrail.tsx';

/** What was merged into the person, split off and added, with undo; and the requests behind it. */
export function PersonHistory({ person }: { readonly person: Person }) {
  const words = useWords();
  return (
    <section className="card person-history" aria-labelledby="person-history">
      <h2 id="person-history">{words.person.history}</h2>
      <Actions person={person.id} />
      <PersonTrail person={person.id} />
    </section>
  );
}
