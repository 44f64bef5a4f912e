import { Dialog } from '../../parts/Dialog.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';

interface PickFaceDialogProps {
  readonly faces: readonly string[];
  readonly onPick: (face: string) => void;
  readonly onClose: () => void;
}

/** Which face of a group photo is meant. */
export function PickFaceDialog({ faces, onPick, onClose }: PickFaceDialogProps) {
  const words = useWords();
  return (
    <Dialog title={words.person.addPhotos} onClose={onClose}>
      <p>{words.person.manyFaces(faces.length)}</p>
      <ul className="photo-field">
        {faces.map((face, index) => (
          <li key={face}>
            <button
              type="button"
              className="pick"
              aria-label={words.photo.face(index + 1)}
              onClick={() => onPick(face)}
            >
              <Portrait descriptor={face} name="" large />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
