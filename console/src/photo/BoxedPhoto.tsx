import { useState } from 'react';
import type { SeenFace } from '../api/photos.ts';
import { useWords } from '../words/useWords.ts';
import { usePhotoUrl } from './usePhotoUrl.ts';

/** From more faces than this on their numbers are small, as they would hide what they name. */
const CROWD = 20;

interface BoxedPhotoProps {
  readonly photo: Blob;
  readonly faces: readonly SeenFace[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A photo with a box around each face; one of them is looked at, with its landmarks. */
export function BoxedPhoto({ photo, faces, chosen, onChoose }: BoxedPhotoProps) {
  const words = useWords();
  const url = usePhotoUrl(photo);
  const [size, setSize] = useState<Size>();
  const [isBroken, setBroken] = useState(false);
  return (
    <figure className={faces.length > CROWD ? 'boxed crowd' : 'boxed'} aria-label={words.photo.chosen}>
      {/* Browsers do not show every format that the service reads, such as TIFF. */}
      {url && !isBroken && (
        <img
          src={url}
          alt=""
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize({ width: naturalWidth, height: naturalHeight })
          }
          onError={() => setBroken(true)}
        />
      )}
      {size &&
        faces.map(({ id, rect }, index) =>
          rect ? (
            <button
              key={id ?? index}
              type="button"
              className="box"
              aria-pressed={index === chosen}
              aria-label={words.photo.face(index + 1)}
              onClick={() => onChoose(index)}
              style={{
                left: `${(rect.x / size.width) * 100}%`,
                top: `${(rect.y / size.height) * 100}%`,
                width: `${(rect.width / size.width) * 100}%`,
                height: `${(rect.height / size.height) * 100}%`,
              }}
            >
              <span>{index + 1}</span>
            </button>
          ) : null,
        )}
      {size &&
        faces[chosen]?.landmarks?.map(({ x, y }) => (
          <span
            key={`${x} ${y}`}
            className="landmark"
            style={{ left: `${(x / size.width) * 100}%`, top: `${(y / size.height) * 100}%` }}
          />
        ))}
    </figure>
  );
}
