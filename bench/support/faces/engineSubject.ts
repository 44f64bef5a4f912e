import { EMOTIONS, type Emotion } from '../../../src/domain/estimateNames.ts';
import type { FaceEngine } from '../../../src/vision/face.ts';
import type { Subject } from './subject.ts';

/** What an observed face tells; others change nothing in it. */
const ESTIMATES = { attributes: true, emotions: true, ethnicities: false, headPose: false, quality: false };

/** Measures an engine in this process; the engine stays the caller's. */
export function engineSubject(engine: FaceEngine): Subject<Float32Array> {
  return {
    name: `engine ${engine.modelId}`,
    async observe(_file, image) {
      const { faces } = await engine.extract({
        image,
        estimates: ESTIMATES,
        warped: false,
        embed: true,
        portraits: false,
        exif: false,
      });
      return faces.flatMap(({ rect, age, gender, emotions, embedding }) =>
        rect && age !== undefined && gender !== undefined && emotions && embedding
          ? [{ rect, age, gender, emotion: predominant(emotions), handle: embedding.vector }]
          : [],
      );
    },
    async compare(reference, candidates) {
      return candidates.map((candidate) => engine.similarity(dot(reference, candidate)));
    },
    close: async () => {},
  };
}

function predominant(emotions: Readonly<Record<Emotion, number>>): Emotion {
  return EMOTIONS.reduce((best, emotion) => (emotions[emotion] > emotions[best] ? emotion : best));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
