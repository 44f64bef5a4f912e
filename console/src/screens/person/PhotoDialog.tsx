import { useQuery } from '@tanstack/react-query';
import { faceTime, judgePortrait } from '../../api/photos.ts';
import { readTrail } from '../../api/trail.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Waiting } from '../../parts/states.tsx';
import { shownTime } from '../../parts/time.ts';
import { factsOf } from '../../photo/faceWords.ts';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { senderOf } from './PersonTrail.tsx';

interface PhotoDialogProps {
  readonly face: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** One photo of a person: how good it is, and where it came from. */
export function PhotoDialog({ face, name, onClose }: PhotoDialogProps) {
  const words = useWords();
  // A kept portrait never changes.
  const seen = useQuery({
    queryKey: ['portrait', face],
    queryFn: ({ signal }) => judgePortrait(face, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const time = useQuery({ queryKey: ['face', face], queryFn: ({ signal }) => faceTime(face, signal) });
  const trail = useQuery({ queryKey: ['trail', face], queryFn: ({ signal }) => readTrail(face, signal) });
  const origin = trail.data?.entries.findLast(({ action, status }) => action === 'enrol' && status < 400);
  const facts = seen.data ? factsOf(seen.data, words) : [];
  return (
    <Dialog title={words.person.about} onClose={onClose}>
      <div className="face-head">
        <Portrait descriptor={face} name={name} large />
        <div className="stack">
          {seen.isPending && <Waiting label={words.person.judging} />}
          <dl className="facts">
            {facts.map(({ label, text, isPoor }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className={isPoor ? 'poor' : undefined}>{text}</dd>
              </div>
            ))}
            {time.data && (
              <div>
                <dt>{words.person.changed}</dt>
                <dd>{shownTime(time.data, words.locale)}</dd>
              </div>
            )}
          </dl>
        </div>
      </div>
      <dl className="facts">
        <div>
          <dt>{words.person.source}</dt>
          <dd>
            {origin ? (
              <span>
                <code>{origin.operation}</code> · {senderOf(origin, words)}
              </span>
            ) : trail.data?.recorded === false ? (
              words.person.noSource
            ) : trail.data ? (
              words.person.sourceUnknown
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{words.person.id}</dt>
          <dd className="code">
            {face}
            <CopyButton text={face} label={`${words.do.copy}: ${words.person.id}`} bare />
          </dd>
        </div>
      </dl>
      <p className="hint">{seen.data === null ? words.person.noPortrait : words.person.judgedBy}</p>
    </Dialog>
  );
}
