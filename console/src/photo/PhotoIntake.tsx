import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../parts/Icon.tsx';
import { useWords } from '../words/useWords.ts';
import { CameraDialog } from './CameraDialog.tsx';
import { filesOf, type PhotoProblem, problemOf } from './photoFile.ts';

interface PhotoIntakeProps {
  readonly onPhoto: (photo: Blob) => void;
  /** Several of them may come at once. */
  readonly several?: boolean;
  readonly busy?: boolean;
  /** Pasting into the page means this place. */
  readonly takesPaste?: boolean;
  readonly label: string;
}

/** Where photos come in: dropped, pasted, chosen or taken. */
export function PhotoIntake({ onPhoto, several = false, busy = false, takesPaste = true, label }: PhotoIntakeProps) {
  const words = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [hasCamera, setCamera] = useState(false);
  const [problem, setProblem] = useState<PhotoProblem>();

  const take = (files: readonly Blob[]) => {
    const taken = several ? files : files.slice(0, 1);
    setProblem(taken.map(problemOf).find((each) => each !== undefined));
    for (const file of taken) if (problemOf(file) === undefined) onPhoto(file);
  };
  const latest = useRef(take);
  latest.current = take;

  useEffect(() => {
    if (!takesPaste) return;
    const paste = (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [takesPaste]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(filesOf(event.dataTransfer));
  };

  return (
    <fieldset
      className={isOver ? 'intake over' : 'intake'}
      aria-busy={busy}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <legend className="unseen">{label}</legend>
      <p className="intake-hint">{busy ? words.photo.working : isOver ? words.photo.dropNow : words.photo.drop}</p>
      <div className="actions">
        <button type="button" className="button" disabled={busy} onClick={() => input.current?.click()}>
          <Icon name="file" />
          {words.photo.choose}
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => setCamera(true)}>
          <Icon name="camera" />
          {words.photo.camera}
        </button>
      </div>
      <input
        ref={input}
        id={id}
        className="unseen"
        type="file"
        accept="image/*"
        multiple={several}
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {problem && (
        <p className="notice bad" role="alert">
          {words.photo[problem]}
        </p>
      )}
      {hasCamera && (
        <CameraDialog
          onClose={() => setCamera(false)}
          onPhoto={(photo) => {
            setCamera(false);
            take([photo]);
          }}
        />
      )}
    </fieldset>
  );
}
