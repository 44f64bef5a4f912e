import type { Json } from '../../remote/outcome.ts';
import { Unfit } from '../uploadItem.ts';
import type { UploadOptions } from '../uploadOptions.ts';

interface FoundFace {
  readonly id: string;
  readonly rect?: { readonly width: number; readonly height: number };
  readonly quality?: Readonly<Record<string, number>>;
}

/** Ids of the faces of a photo that are enrolled. Where one request does all, the server chooses: `core/persons/enrolPhoto.ts`. @throws Unfit */
export function chooseFaces(
  answer: Json,
  { faces: which, minQuality = 0 }: Pick<UploadOptions, 'faces' | 'minQuality'>,
): readonly string[] {
  const found = answer.faces as readonly FoundFace[];
  if (which === 'only' && found.length > 1) throw new Unfit(`${found.length} faces in the photo`);
  const sorted = [...found].sort((a, b) => area(b) - area(a));
  const chosen = which === 'all' ? sorted : sorted.slice(0, 1);
  const good = chosen.filter((face) => worst(face) >= minQuality);
  const [best] = chosen;
  if (good.length === 0)
    throw new Unfit(best ? `quality ${worst(best).toFixed(2)} is too low` : 'no face in the photo');
  return good.map(({ id }) => id);
}

function area({ rect }: FoundFace): number {
  return rect ? rect.width * rect.height : 0;
}

function worst({ quality = {} }: FoundFace): number {
  return Math.min(1, ...Object.values(quality));
}
