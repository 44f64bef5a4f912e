import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { PersonCard } from '../../api/people.ts';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';

interface PersonTileProps {
  readonly index: number;
  /** Undefined while the page is on its way. */
  readonly person: PersonCard | undefined;
}

export const PersonTile = memo(function PersonTile({ index, person }: PersonTileProps) {
  const words = useWords();
  if (!person) return <div className="tile ghost" aria-hidden="true" />;
  const name = person.user_data || words.people.unnamed;
  return (
    <Link to="/people/$id" params={{ id: person.id }} className="tile" data-index={index} preload={false}>
      <Portrait descriptor={person.portrait} name={person.user_data} />
      <span className={person.user_data ? 'tile-name' : 'tile-name unnamed'}>{name}</span>
      <span className="tile-fact">{person.external_id || words.people.photos(person.photos)}</span>
    </Link>
  );
});
