import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { splitPerson } from '../../api/actions.ts';
import { addPhoto, hasSeveralFaces } from '../../api/enrolment.ts';
import { linkFace, type Person } from '../../api/people.ts';
import { readPhoto, type SeenFace } from '../../api/photos.ts';
import { tellFailure } from '../../parts/failure.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { useUndoable } from '../../parts/hooks/useUndoable.ts';
import { Icon } from '../../parts/Icon.tsx';
import { tell } from '../../parts/toasts.tsx';
import { PhotoIntake } from '../../photo/PhotoIntake.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { PhotoDialog } from './PhotoDialog.tsx';
import { PickFaceDialog } from './PickFaceDialog.tsx';

interface FaceLink {
  readonly face: string;
  readonly action: 'attach' | 'detach';
}

const idsOf = (faces: readonly SeenFace[]) => faces.flatMap(({ id }) => id ?? []);

/** The photos of a person, and the place where more come in. */
export function PersonPhotos({ person }: { readonly person: Person }) {
  const words = useWords();
  const stale = [['person', person.id], ['people']];
  const navigate = useNavigate();
  const client = useQueryClient();
  const { act, isBusy } = useUndoable();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [looked, setLooked] = useState<string>();
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
  const tellAdded = (face: string) =>
    tell({ text: words.person.photoAdded(1), undo: () => link.mutate({ face, action: 'detach' }) });
  const give = (face: string) => link.mutate({ face, action: 'attach' }, { onSuccess: () => tellAdded(face) });
  const read = useAction(readPhoto, [], true);
  const add = useMutation({ mutationFn: (photo: Blob) => addPhoto(person.id, photo) });
  const take = (photo: Blob) =>
    add.mutate(photo, {
      onSuccess: (face) => {
        tellAdded(face);
        for (const queryKey of stale) void client.invalidateQueries({ queryKey });
      },
      onError: (error) => {
        if (hasSeveralFaces(error)) read.mutate(photo, { onSuccess: (faces) => setChoice(idsOf(faces)) });
        else tellFailure(error, words);
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
              <button
                type="button"
                className="look"
                aria-label={`${words.person.about}: ${words.photo.face(index + 1)}`}
                onClick={() => setLooked(face)}
              >
                <Portrait descriptor={face} name={person.user_data} large />
              </button>
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
      <PhotoIntake label={words.person.addPhotos} several busy={add.isPending || read.isPending} onPhoto={take} />
      {looked && <PhotoDialog face={looked} name={person.user_data} onClose={() => setLooked(undefined)} />}
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
