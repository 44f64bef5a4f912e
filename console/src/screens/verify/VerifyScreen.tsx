import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { compareFaces, comparePerson } from '../../api/matching.ts';
import type { PersonCard } from '../../api/people.ts';
import { LastCurl } from '../../parts/LastCurl.tsx';
import { SimilarityBar, verdictOf } from '../../parts/SimilarityBar.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { FaceOfPhoto } from './FaceOfPhoto.tsx';
import { PersonPicker } from './PersonPicker.tsx';

type Side =
  | { readonly kind: 'photo'; readonly face: string }
  | { readonly kind: 'person'; readonly person: PersonCard };

/** Two photos, or a photo and a person: one and the same? */
export function VerifyScreen() {
  const words = useWords();
  const [against, setAgainst] = useState<Side['kind']>('photo');
  const [face, setFace] = useState<string>();
  const [other, setOther] = useState<Side>();
  const compared = useQuery({
    queryKey: ['compared', face, other],
    queryFn: () => compare(face, other),
    enabled: face !== undefined && other !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const change = (kind: Side['kind']) => {
    setAgainst(kind);
    setOther(undefined);
  };
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.verify}</h1>
        <p className="screen-lead">{words.verify.lead}</p>
      </header>
      <div className="verify">
        <section className="card" aria-labelledby="verify-first">
          <h2 id="verify-first">{words.verify.first}</h2>
          <FaceOfPhoto label={words.verify.first} onFace={setFace} takesPaste={!face} />
        </section>
        <section className="card" aria-label={words.verify.against}>
          <fieldset className="switch">
            <legend className="unseen">{words.verify.against}</legend>
            {(['photo', 'person'] as const).map((kind) => (
              <label key={kind}>
                <input type="radio" name="against" checked={against === kind} onChange={() => change(kind)} />
                <span>{kind === 'photo' ? words.verify.second : words.verify.person}</span>
              </label>
            ))}
          </fieldset>
          {against === 'photo' ? (
            <FaceOfPhoto
              label={words.verify.second}
              onFace={(id) => setOther(id === undefined ? undefined : { kind: 'photo', face: id })}
              takesPaste={face !== undefined}
            />
          ) : (
            <PersonPicker
              chosen={other?.kind === 'person' ? other.person : undefined}
              onChoose={(person) => setOther({ kind: 'person', person })}
            />
          )}
        </section>
      </div>
      <section className="card verdict" aria-live="polite">
        {compared.error ? (
          <Failed error={compared.error} onRetry={compared.refetch} />
        ) : compared.isLoading ? (
          <Waiting />
        ) : compared.data === undefined ? (
          <p className="quiet">{words.verify.needsBoth}</p>
        ) : (
          <>
            <p className={`verdict-word ${verdictOf(compared.data)}`}>{words.verify[verdictOf(compared.data)]}</p>
            <SimilarityBar similarity={compared.data} />
            <div>
              <LastCurl path={against === 'photo' ? '/4/matching/match' : '/4/matching/verify'} />
            </div>
          </>
        )}
      </section>
    </div>
  );
}

async function compare(face: string | undefined, other: Side | undefined): Promise<number> {
  if (!face || !other) return 0;
  return other.kind === 'photo' ? compareFaces(face, other.face) : comparePerson(face, other.person.id);
}
