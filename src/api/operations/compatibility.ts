import { LARGEST_PAGE } from '../../domain/pages.ts';
import { REQUEST_ID_HEADER } from '../wire/headers.ts';

/** Which of the two originals the service behaves like. */
export type Mode = 'backport3' | 'lp3';

/**
 * Every difference between the two originals, in one place (contract 97). Code asks for the behaviour by its name and
 * never for the mode.
 */
export interface Compatibility {
  readonly mode: Mode;
  /** The error envelope carries `desc` (contract 00 §7). */
  readonly envelopeHasDesc: boolean;
  /** Spelling of the request id header in answers (contract 00 §4). */
  readonly requestIdHeader: string;
  /** A flag or number that cannot be read is an error, or its default is used (contract 00 §9). */
  readonly unreadableOption: 'error' | 'default';
  /** `pitch__lt` and its like are rounded to integers (contract 97 §1 item 5). */
  readonly roundsAngleLimits: boolean;
  /** A change of a person whose body is no JSON: 12002, or nothing is changed (contract 00 §5). */
  readonly refuseUnreadableChange: boolean;
  /** A failed matching is a statistics event, too (contract 70). */
  readonly tellsFailedMatching: boolean;
  /** Upper bound of `page_size` (contract 00 §8). */
  readonly largestPage: number;
  /** Wrong types and lengths in registration and person bodies are schema violations, 12022 (contract 10, 30). */
  readonly schemaValidation: boolean;
  /** Persons for a descriptors list, or the reverse: 36001 or accepted (contract 40, 50). */
  readonly refuseWrongListKind: boolean;
  /** Detach of a descriptor that the person does not own: 36004 or 204 (contract 30). */
  readonly refuseDetachOfUnlinked: boolean;
  /** Unknown ids in the linker (contract 40). */
  readonly linkerUnknown: {
    readonly person: 'personReferenceNotFound' | 'somePersonsNotFound';
    readonly descriptor: 'descriptorReferenceNotFound' | 'someFacesNotFound';
  };
  /** Every face fell to the thresholds (contract 20). */
  readonly allFacesFiltered: 'facesBelowThresholds' | 'facesBelowThresholdsLp3';
  /** The descriptor already belongs to a person (contract 30). */
  readonly descriptorAttached: 'faceAttached' | 'descriptorAttached';
  /** A read of an unknown descriptor by path (contract 20, 40). */
  readonly unknownDescriptorOnRead: 'descriptorTargetNotFound' | 'faceNotFound';
  /** A parameter of verify is absent (contract 50). */
  readonly verifyParameterMissing: 'parameterRequired' | 'noneOfParameters';
  /** Portraits are switched off: the envelope, or plain `Forbidden` (contract 20). */
  readonly portraitsOffAsText: boolean;
  /** Tokens also open `/account/tokens/{id}` (contract 10). */
  readonly tokenOpensTokenResource: boolean;
  /** `/login` keeps the credentials in a cookie, which then wins over the headers (contract 00 §3.4, 10). */
  readonly cookieSessions: boolean;
  /** Saturation is estimated, or always 1 (contract 97 §1 item 3). */
  readonly estimatesSaturation: boolean;
  /** `eyeglasses` is a member of the attributes (contract 97 §1 item 4); see docs/limits.md for its value. */
  readonly showsEyeglasses: boolean;
  /** `/version` carries the flat members of Backport 3 beside LP3's wrapper (contract 70). */
  readonly flatVersion: boolean;
}

const backport3: Compatibility = {
  mode: 'backport3',
  envelopeHasDesc: true,
  requestIdHeader: REQUEST_ID_HEADER.backport3,
  unreadableOption: 'error',
  roundsAngleLimits: true,
  refuseUnreadableChange: true,
  tellsFailedMatching: false,
  largestPage: LARGEST_PAGE.backport3,
  schemaValidation: true,
  refuseWrongListKind: true,
  refuseDetachOfUnlinked: true,
  linkerUnknown: { person: 'personReferenceNotFound', descriptor: 'descriptorReferenceNotFound' },
  allFacesFiltered: 'facesBelowThresholds',
  descriptorAttached: 'faceAttached',
  unknownDescriptorOnRead: 'descriptorTargetNotFound',
  verifyParameterMissing: 'parameterRequired',
  portraitsOffAsText: false,
  tokenOpensTokenResource: false,
  cookieSessions: false,
  estimatesSaturation: false,
  showsEyeglasses: false,
  flatVersion: true,
};

const lp3: Compatibility = {
  mode: 'lp3',
  envelopeHasDesc: false,
  requestIdHeader: REQUEST_ID_HEADER.lp3,
  unreadableOption: 'default',
  roundsAngleLimits: false,
  refuseUnreadableChange: false,
  tellsFailedMatching: true,
  largestPage: LARGEST_PAGE.lp3,
  schemaValidation: false,
  refuseWrongListKind: false,
  refuseDetachOfUnlinked: false,
  linkerUnknown: { person: 'somePersonsNotFound', descriptor: 'someFacesNotFound' },
  allFacesFiltered: 'facesBelowThresholdsLp3',
  descriptorAttached: 'descriptorAttached',
  unknownDescriptorOnRead: 'faceNotFound',
  verifyParameterMissing: 'noneOfParameters',
  portraitsOffAsText: true,
  tokenOpensTokenResource: true,
  cookieSessions: true,
  estimatesSaturation: true,
  showsEyeglasses: true,
  flatVersion: false,
};

const byMode: Record<Mode, Compatibility> = { backport3, lp3 };

export function compatibilityOf(mode: Mode): Compatibility {
  return byMode[mode];
}
