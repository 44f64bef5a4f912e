import { useState } from 'react';
import { LunaError } from '../../../../client/src/lunaError.ts';
import { readPhoto, type SeenFace } from '../../api/photos.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { BoxedPhoto } from '../../photo/BoxedPhoto.tsx';
import { PhotoIntake } from '../../photo/PhotoIntake.tsx';
import { useWords } from '../../words/useWords.ts';
import { FacePanel } from './FacePanel.tsx';

interface Looked {
  readonly photo: Blob;
  readonly faces: readonly SeenFace[];
}

/** A photo comes in, its faces are boxed, and each is searched among the people. */
export function SearchScreen() {
  const words = useWords();
  const [photo, setPhoto] = useState<Blob>();
  const [looked, setLooked] = useState<Looked>();
  const [chosen, setChosen] = useState(0);
  const read = useAction(readPhoto, [], true);
  const take = (taken: Blob) => {
    setPhoto(taken);
    setLooked(undefined);
    setChosen(0);
    read.mutate(taken, { onSuccess: (faces) => setLooked({ photo: taken, faces: faces.filter(({ id }) => id) }) });
  };
  const face = looked?.faces[chosen];
  const isBroken = read.error instanceof LunaError && read.error.status === 400;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.search}</h1>
        <p className="screen-lead">{words.search.lead}</p>
      </header>
      <div className={photo ? 'search with-photo' : 'search'}>
        <div className="stack">
          {photo && <BoxedPhoto photo={photo} faces={looked?.faces ?? []} chosen={chosen} onChoose={setChosen} />}
          <PhotoIntake label={words.photo.chosen} busy={read.isPending} onPhoto={take} />
        </div>
        {photo && (
          <div className="stack">
            {read.isPending ? (
              <Waiting label={words.photo.working} />
            ) : isBroken ? (
              <Empty icon="file" title={words.photo.broken} />
            ) : read.error ? (
              <Failed error={read.error} onRetry={() => take(photo)} />
            ) : looked && !face ? (
              <Empty icon="search" title={words.photo.noFace} lead={words.photo.noFaceLead} />
            ) : face ? (
              <FacePanel key={face.id} face={face} number={chosen + 1} of={looked?.faces.length ?? 1} />
            ) : null}
          </div>
        )}
      </div>
    </div>
  );
}
