import { useState } from 'react';
import { ask } from '../../api/send.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { LastCurl } from '../../parts/LastCurl.tsx';
import { SimilarityBar } from '../../parts/SimilarityBar.tsx';
import { ALIVE } from '../../parts/serviceNumbers.ts';
import { Failed } from '../../parts/states.tsx';
import { PhotoIntake } from '../../photo/PhotoIntake.tsx';
import { usePhotoUrl } from '../../photo/usePhotoUrl.ts';
import { useWords } from '../../words/useWords.ts';

interface Judged {
  readonly images: readonly {
    readonly liveness: {
      readonly prediction: number;
      readonly estimations: { readonly probability: number; readonly quality: number };
    } | null;
    readonly error: { readonly detail: string };
  }[];
}

/** One picture at a time: alive, or a picture of a picture? */
export function LivenessScreen() {
  const words = useWords();
  const [photo, setPhoto] = useState<Blob>();
  const url = usePhotoUrl(photo);
  const judge = useAction((body: Blob) => ask<Judged>('/4/liveness', { method: 'POST', body }), [], true);
  const take = (taken: Blob) => {
    setPhoto(taken);
    judge.mutate(taken);
  };
  const [image] = judge.data?.images ?? [];
  const liveness = image?.liveness;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.liveness}</h1>
        <p className="screen-lead">{words.liveness.lead}</p>
      </header>
      <div className="card narrow">
        {url && <img className="shown-photo" src={url} alt={words.photo.chosen} />}
        {judge.error && <Failed error={judge.error} />}
        {liveness ? (
          <div aria-live="polite" className="stack">
            <p className={`verdict-word ${liveness.prediction === 1 ? 'same' : 'different'}`}>
              {liveness.prediction === 1 ? words.liveness.living : words.liveness.notLiving}
            </p>
            <p className="quiet">{words.liveness.probability}</p>
            <SimilarityBar similarity={liveness.estimations.probability} threshold={ALIVE} />
            <div>
              <LastCurl path="/4/liveness" />
            </div>
          </div>
        ) : (
          image && (
            <p className="notice doubt" role="alert">
              {image.error.detail}
            </p>
          )
        )}
        <PhotoIntake label={words.photo.chosen} busy={judge.isPending} onPhoto={take} />
      </div>
    </div>
  );
}
