import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { splitPerson } from '../../api/actions.ts';
import { linkFace, type Person } from '../../api/people.ts';
import { readPhoto } from '../../api/photos.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { Icon } from '../../parts/Icon.tsx';
import { tell } from '../../parts/toasts.tsx';
import { PhotoIntake } from '../../photo/PhotoIntake.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { PickFaceDialog } from './PickFaceDialog.tsx';

interface FaceLink {
  readonly face: string;
  readonly action: 'attach' | 'detach';
}

/** The photos of a person, and the place where more come in. */
export function PersonPhotos({ person }: { readonly person: Person }) {
  const words = useWords();
  const stale = [['person', person.id], ['people']];
  const navigate = useNavigate();
  const { act, isBusy } = useUndoable();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [choice, setChoice] = useState<readonly string[]>();
  const link = useAction(({ face, action }: FaceLink) => linkFace(person.id, face, action), stale);
  const takeAway = (face: string) =>
    link.mutate(
      { face, action: 'detach' },
      {
        onSuccess: () => tell({ text: words.person.photoRemoved, undo: () => link.mutate({ face, action: 'attach' }) }),
      },
    );
  const toggle = (face: string) =>
    setSelected(selected.includes(face) ? selected.filter((each) => each !== face) : [...selected, face]);
  const split = () =>
    act(
      () => splitPerson(person.id, selected, person.user_data),
      words.person.splitDone,
      ({ other_person_id: id }) => {
        setSelected([]);
        if (id) void navigate({ to: '/people/$id', params: { id } });
      },
    );
  const give = (face: string) =>
    link.mutate(
      { face, action: 'attach' },
      {
        onSuccess: () =>
          tell({ text: words.person.photoAdded(1), undo: () => link.mutate({ face, action: 'detach' }) }),
      },
    );
  const read = useAction(readPhoto, [], true);
  const take = (photo: Blob) =>
    read.mutate(photo, {
      onSuccess: (faces) => {
        const ids = faces.flatMap(({ id }) => id ?? []);
        const [only, ...others] = ids;
        if (only === undefined) tell({ bad: true, text: words.photo.noFace, detail: words.photo.noFaceLead });
        else if (others.length > 0) setChoice(ids);
        else give(only);
      },
    });
  return (
    <section className="card" aria-labelledby="person-photos">
      <h2 id="person-photos">{words.person.photos}</h2>
      {person.descriptors.length === 0 && <p className="quiet">{words.person.noPhotos}</p>}
      <ul className="photo-field">
        {person.descriptors.map((face, index) => (
          <li key={face} className="photo">
            <div className="selectable">
              <Portrait descriptor={face} name={person.user_data} large />
              {person.descriptors.length > 1 && (
                <input
                  type="checkbox"
                  aria-label={`${words.person.splitSelect}: ${words.photo.face(index + 1)}`}
                  checked={selected.includes(face)}
                  onChange={() => toggle(face)}
                />
              )}
            </div>
            <button
              type="button"
              className="button quiet"
              disabled={link.isPending}
              aria-label={`${words.person.removePhoto}: ${words.photo.face(index + 1)}`}
              onClick={() => takeAway(face)}
            >
              <Icon name="close" />
              {words.person.removePhoto}
            </button>
          </li>
        ))}
      </ul>
      {selected.length > 0 && (
        <div className="notice">
          <p className="grow">{words.person.selected(selected.length)}</p>
          <button
            type="button"
            className="button main"
            disabled={isBusy || selected.length === person.descriptors.length}
            onClick={split}
          >
            {words.person.split}
          </button>
        </div>
      )}
      <PhotoIntake label={words.person.addPhotos} several busy={read.isPending} onPhoto={take} />
      {choice && (
        <PickFaceDialog
          faces={choice}
          onClose={() => setChoice(undefined)}
          onPick={(face) => {
            setChoice(undefined);
            give(face);
          }}
        />
      )}
    </section>
  );
}
