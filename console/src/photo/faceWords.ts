import type { SeenFace } from '../api/photos.ts';
import type { Words } from '../words/en.ts';

/** Below this a quality makes a poor photo (docs/accuracy.md). */
const POOR = 0.5;
/** Degrees from which on a head is turned away. */
const TURNED = 20;
/** Pixels of a face's side below which little of it is seen. */
const SMALL = 60;

export interface FaceFact {
  readonly label: string;
  readonly text: string;
  readonly isPoor?: boolean;
}

/** What the service saw of a face, in words. */
export function factsOf(face: SeenFace, words: Words): readonly FaceFact[] {
  const { attributes = {}, rect, score } = face;
  const facts: FaceFact[] = [];
  const { gender, age, emotions } = attributes;
  if (gender !== undefined) {
    facts.push({ label: words.face.gender, text: gender >= 0.5 ? words.face.male : words.face.female });
  }
  if (age !== undefined) facts.push({ label: words.face.ageLabel, text: words.face.age(age) });
  if (emotions) {
    const name = emotions.predominant_emotion;
    facts.push({ label: words.face.emotion, text: words.face.emotions[name] ?? name });
  }
  const pose = poseOf(face, words);
  if (pose) facts.push({ label: words.face.pose, text: pose });
  const issues = issuesOf(face, words);
  facts.push({ label: words.face.quality, text: issues.join(', ') || words.face.good, isPoor: issues.length > 0 });
  if (rect) facts.push({ label: words.face.size, text: words.face.pixels(rect.width, rect.height) });
  if (score !== undefined) {
    facts.push({ label: words.face.certainty, text: score.toLocaleString(words.locale, { style: 'percent' }) });
  }
  return facts;
}

function poseOf({ attributes }: SeenFace, { face: { poses } }: Words): string | undefined {
  const pose = attributes?.head_pose;
  if (!pose) return undefined;
  const parts = [
    Math.abs(pose.yaw) > TURNED ? poses.side : undefined,
    Math.abs(pose.pitch) > TURNED ? poses.nod : undefined,
    Math.abs(pose.roll) > TURNED ? poses.tilted : undefined,
  ].filter((part) => part !== undefined);
  return parts.join(', ') || poses.front;
}

function issuesOf({ quality, rect, attributes }: SeenFace, { face: { issues } }: Words): string[] {
  const pose = attributes?.head_pose;
  return [
    quality && quality.blurriness < POOR ? issues.blurry : undefined,
    quality && quality.dark < POOR ? issues.dark : undefined,
    quality && quality.light < POOR ? issues.bright : undefined,
    rect && Math.min(rect.width, rect.height) < SMALL ? issues.small : undefined,
    pose && Math.max(Math.abs(pose.yaw), Math.abs(pose.pitch)) > 2 * TURNED ? issues.turned : undefined,
  ].filter((issue) => issue !== undefined);
}
