import { NotFound } from '../../domain/errors.ts';
import { type AccountId, newId, type PersonId } from '../../domain/ids.ts';
import { UnfitForLiveness } from '../../domain/pictures/livenessErrors.ts';
import type { Clock } from '../../domain/time.ts';
import type { ExtractResult } from '../../vision/face.ts';
import type { DescriptorFile } from '../descriptors/descriptorFiles.ts';
import type { Descriptors, Extracted, Extraction, StoredFace, WithFaces } from '../descriptors/descriptors.ts';
import type { Liveness } from '../descriptors/liveness.ts';
import { onlyFace } from '../descriptors/severalFaces.ts';
import type { Matching, PersonCandidate } from '../matching/matching.ts';
import type { LinkChange } from '../persons/linkChange.ts';
import type { PersonData } from '../persons/persons.ts';
import type { FacePolicies } from './facePolicies.ts';
import type { HandlerPolicies } from './handlerPolicies.ts';
import { assertPictureNotNeeded, type FaceWarning, judgedBy, judgeFace } from './judgeFace.ts';
import { ANY_ANGLE, type ExtractPolicy, type LivenessPolicy } from './policies.ts';
import { type HandlerNotice, type NoticeContent, noticeOf, type WebhookSink } from './webhooks.ts';

/** The image that a handler works on; what is made of it, its policies say. */
export type Picture = Pick<Extraction, 'image' | 'handOver' | 'warped' | 'signal'>;
/** Or a ready descriptor, of which the policies read nothing. */
export type Input = Picture | (DescriptorFile & Pick<Extraction, 'signal'>);

/** What every run leads to. */
interface Run {
  readonly extracted: Extracted<StoredFace>;
  /** What the policies do not like in the face, and let pass. */
  readonly warnings: readonly FaceWarning[];
  /** Undefined when no webhook wants to be told of it. */
  readonly notice: HandlerNotice | undefined;
}

export interface Handlers extends Pick<HandlerPolicies, 'read' | 'change'> {
  /**
   * Stores the one face of an image as a new person, and puts the person into the list of the policies: all or nothing.
   * Where the policies demand a living person, of another nothing is stored.
   * @throws SeveralFaces (the faces are stored then), NotFound('list'), WrongListKind, and what extract throws; with
   *   liveness demanded LivenessOff, UnfitForLiveness (for several faces too), NotAlive; with quality or a bare face demanded
   *   FaceRefused, PictureNeeded
   */
  extract(accountId: AccountId, input: Input, data: PersonData): Promise<{ readonly personId: PersonId } & Run>;
  /**
   * Stores the one face of an image and searches the list of the policies with it, or all persons of the account.
   * @throws as extract
   */
  identify(accountId: AccountId, input: Input): Promise<{ readonly candidates: readonly PersonCandidate[] } & Run>;
  /**
   * Stores the one face of an image and compares it with a person: the person's best descriptor, and whether it is
   * similar enough. A person without descriptors is never verified.
   * @throws NotFound('person'), SeveralFaces, and what extract throws
   */
  verify(
    accountId: AccountId,
    input: Input,
    personId: PersonId,
  ): Promise<{ readonly status: boolean; readonly candidates: readonly PersonCandidate[] } & Run>;
  /** Tells a webhook of a run, if it wants to know; costs the request nothing. */
  notify(notice: HandlerNotice | undefined, content: NoticeContent): void;
}

export interface HandlerParts {
  readonly clock: Clock;
  readonly policies: HandlerPolicies;
  readonly descriptors: Descriptors;
  readonly matching: Matching;
  readonly liveness: Liveness;
  readonly changeLinks: LinkChange;
  readonly webhooks: WebhookSink;
  /** Upper bound of candidates in an answer. */
  readonly maxCandidates: number;
}

/** Account handlers (contract 60). Lists and persons are looked up before the costly extraction, and checked again in writes. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { clock, policies: handlers, descriptors, matching, liveness, changeLinks, webhooks, maxCandidates } = parts;

  /** The one extraction of every handler. */
  async function extractOne(
    accountId: AccountId,
    input: Input,
    policies: FacePolicies & {
      readonly extract_policy: ExtractPolicy;
      readonly liveness_policy?: LivenessPolicy | undefined;
    },
    withFaces?: WithFaces,
  ): Promise<{ readonly face: StoredFace } & Pick<Run, 'extracted' | 'warnings'>> {
    const { liveness_policy } = policies;
    if ('file' in input) {
      if (liveness_policy?.check_liveness === 1) throw new UnfitForLiveness({ kind: 'no-picture' });
      assertPictureNotNeeded(policies);
      const extracted = await descriptors.upload(accountId, input, withFaces);
      return { face: onlyFace(extracted), extracted, warnings: [] };
    }
    const extraction = { ...input, ...extractionBy(policies.extract_policy) };
    const isAlive =
      liveness_policy?.check_liveness === 1 ? liveness.demand(liveness_policy.liveness_threshold) : undefined;
    let warnings: readonly FaceWarning[] = [];
    const demanding = {
      estimates: { ...extraction.estimates, ...judgedBy(policies), ...(isAlive && { liveness: true }) },
      demand(result: ExtractResult) {
        isAlive?.(result);
        warnings = judgeFace(policies, result.faces);
      },
    };
    const extracted = await descriptors.extract(accountId, { ...extraction, ...demanding }, withFaces);
    return { face: onlyFace(extracted), extracted, warnings };
  }

  return {
    read: handlers.read,
    change: handlers.change,
    notify(notice, content) {
      if (notice) webhooks.publish(notice, content);
    },

    async extract(accountId, input, { userData = '', externalId = null }) {
      const handler = await handlers.read(accountId, 'extractor');
      const { policies } = handler;
      const listId = await handlers.requirePersonsList(accountId, policies.person_policy.list_id);
      const personId = newId<PersonId>();
      const { extracted, warnings } = await extractOne(accountId, input, policies, async (tx, [face, ...others]) => {
        if (!face || others.length > 0) return undefined;
        const now = clock();
        await tx.persons.create(accountId, { personId, userData, externalId, createTime: now });
        await tx.persons.linkDescriptor(accountId, personId, face.descriptorId, now);
        if (listId === undefined) return personId;
        const missing = () => new NotFound('list', 'reference');
        await changeLinks(tx, 'attach', accountId, listId, { personIds: [personId] }, missing);
        return personId;
      });
      return {
        personId: extracted.made ?? personId,
        extracted,
        warnings,
        notice: noticeOf({ accountId, kind: 'extractor', event: 'created' }, handler),
      };
    },

    async identify(accountId, input) {
      const handler = await handlers.read(accountId, 'identify');
      const { policies } = handler;
      const { list_id, limit, similarity__gte: similarityFrom } = policies.match_policy;
      const listId = await handlers.requirePersonsList(accountId, list_id);
      const { face, extracted, warnings } = await extractOne(accountId, input, policies);
      input.signal?.throwIfAborted();
      const wanted = { limit: Math.min(limit, maxCandidates), similarityFrom, signal: input.signal };
      const candidates = await matching.identifyFace(accountId, face.embedding, listId, wanted);
      const threshold = policies.webhook_policy?.threshold ?? null;
      const event = reaches(candidates, threshold ?? 0) ? 'match' : 'no_match';
      return {
        candidates,
        extracted,
        warnings,
        notice: noticeOf({ accountId, kind: 'identify', event, threshold }, handler),
      };
    },

    async verify(accountId, input, personId) {
      const handler = await handlers.read(accountId, 'verify');
      const { policies } = handler;
      await matching.requirePerson(accountId, personId);
      const { face, extracted, warnings } = await extractOne(accountId, input, policies);
      input.signal?.throwIfAborted();
      const candidates = await matching.verifyFace(accountId, face.embedding, personId, input.signal);
      const threshold = policies.verification_threshold;
      const status = reaches(candidates, threshold);
      const event = status ? 'verified' : 'not_verified';
      const notice = noticeOf({ accountId, kind: 'verify', event, threshold }, handler);
      return { status, candidates, extracted, warnings, notice };
    },
  };
}

/** Whether the best candidate is that similar; never without one. */
function reaches([best]: readonly PersonCandidate[], threshold: number): boolean {
  return best !== undefined && best.similarity >= threshold;
}

/** The extraction that a policy asks for; an angle limit switches the head pose on, as in a request. */
function extractionBy(policy: ExtractPolicy): Omit<Extraction, keyof Picture> {
  const [pitch, yaw, roll] = [policy.pitch__lt, policy.yaw__lt, policy.roll__lt].map(angleLimit);
  const wantsAngles = pitch !== undefined || yaw !== undefined || roll !== undefined;
  return {
    exif: policy.extract_exif === 1,
    thresholds: { score: policy.score_threshold, pitch, yaw, roll },
    estimates: {
      attributes: policy.estimate_attributes === 1,
      emotions: policy.estimate_emotions === 1,
      ethnicities: policy.estimate_ethnicities === 1,
      headPose: policy.estimate_head_pose === 1 || wantsAngles,
      quality: policy.estimate_quality === 1,
    },
  };
}

/** Rounded as the limit of a request is: handlers are Backport 3's (contract 20, 60). */
function angleLimit(degrees: number): number | undefined {
  return degrees === ANY_ANGLE ? undefined : Math.round(degrees);
}
