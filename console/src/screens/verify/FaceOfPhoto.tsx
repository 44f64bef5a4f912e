import { useState } from 'react';
import { readPhoto, type SeenFace } from '../../api/photos.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { BoxedPhoto } from '../../photo/BoxedPhoto.tsx';
import { PhotoIntake } from '../../photo/PhotoIntake.tsx';
import { useWords } from '../../words/useWords.ts';

interface FaceOfPhotoProps {
  readonly label: string;
  readonly takesPaste: boolean;
  /** The chosen face; undefined while there is none. */
  readonly onFace: (face: string | undefined) => void;
}

/** A photo and the face of it that is meant: the largest, until another is chosen. */
export function FaceOfPhoto({ label, takesPaste, onFace }: FaceOfPhotoProps) {
  const words = useWords();
  const [photo, setPhoto] = useState<Blob>();
  const [faces, setFaces] = useState<readonly SeenFace[]>();
  const [chosen, setChosen] = useState(0);
  const read = useAction(readPhoto, [], true);
  const take = (taken: Blob) => {
    setPhoto(taken);
    setFaces(undefined);
    setChosen(0);
    onFace(undefined);
    read.mutate(taken, {
      onSuccess: (seen) => {
        setFaces(seen);
        onFace(seen[0]?.id);
      },
    });
  };
  const choose = (index: number) => {
    setChosen(index);
    onFace(faces?.[index]?.id);
  };
  return (
    <>
      {photo && <BoxedPhoto photo={photo} faces={faces ?? []} chosen={chosen} onChoose={choose} />}
      {faces?.length === 0 && (
        <p className="notice doubt" role="alert">
          {words.photo.noFace}
        </p>
      )}
      <PhotoIntake label={label} busy={read.isPending} onPhoto={take} takesPaste={takesPaste} />
    </>
  );
}
