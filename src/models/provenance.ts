import { stat } from 'node:fs/promises';
import { BadManifest } from './own/badManifest.ts';
import type { OwnManifest } from './own/manifestSchema.ts';
import { filesOf, MODEL_SOURCES, type OwnRole, ROLES, type Role } from './roles.ts';

/** What is known of the origin of a net's weights; NOTICE has the same in the form that licences require. */
export interface WeightsStatement {
  /** Who made the net, as far as it is said or can be seen. */
  readonly upstream: string;
  /** The licence that is given for these very weights or for the net that they are of; undefined: there is none. */
  readonly licence: string | undefined;
  /** What is said of the pictures that they were trained with. */
  readonly data: string;
}

/** One net in a bill of materials. */
export interface NetProvenance extends WeightsStatement {
  readonly role: Role | OwnRole;
  /** Of a net that a manifest brings: its name. */
  readonly package: string;
  /** Of the package, which need not cover the weights. */
  readonly packageLicence: string;
  /** With the hashes that are asked for whenever a file is read. */
  readonly files: readonly { readonly file: string; readonly sha256: string; readonly bytes: number }[];
}

const NOT_PUBLISHED = 'not published';
const FACEPLUGIN_DATA = 'not published, neither source nor consent nor overlap with public test sets';
const FR_FEATURE = { upstream: 'not stated; layers of MobileFaceNet', licence: undefined, data: FACEPLUGIN_DATA };

export const STATEMENTS: Readonly<Record<Role, WeightsStatement>> = {
  detector: { upstream: 'not stated; layers of RFB-320', licence: undefined, data: FACEPLUGIN_DATA },
  keypoints: { upstream: 'google/mediapipe, BlazeFace', licence: 'Apache-2.0', data: `Google's own, ${NOT_PUBLISHED}` },
  mesh: { upstream: 'google/mediapipe, Face Mesh', licence: 'Apache-2.0', data: `Google's own, ${NOT_PUBLISHED}` },
  'embedder-fr': FR_FEATURE,
  'embedder-fr-narrow': FR_FEATURE,
  'embedder-mobilefacenet': {
    upstream: 'not stated; likely sirius-ai/MobileFaceNet_TF',
    licence: undefined,
    data: 'not stated; likely MS1M-refine-v2, of MS-Celeb-1M, pictures of people from the web who were not asked, withdrawn in 2019',
  },
  'embedder-dlib': {
    upstream: 'davisking/dlib-models, dlib_face_recognition_resnet_model_v1',
    licence: 'public domain',
    data: '3 million pictures of 7485 people: FaceScrub, VGG Face and the web; without the people of LFW',
  },
  'age-gender': {
    upstream: 'justadudewhohacks/face-api.js',
    licence: 'MIT',
    data: 'UTK, FGNET, ChaLearn, Wiki, IMDB, CACD, MegaAge, MegaAge-Asian',
  },
  expression: {
    upstream: 'justadudewhohacks/face-api.js',
    licence: 'MIT',
    data: 'public data sets and pictures from the web, not listed',
  },
  faceres: {
    upstream: 'av-savchenko/HSE_FaceRec_tf',
    licence: undefined,
    data: 'VGGFace2 for the base, IMDB faces for age and gender, by the authors; not confirmed for this file',
  },
  emotion: { upstream: 'oarriaga/face_classification', licence: 'MIT', data: 'FER2013, pictures from the web' },
  gear: {
    upstream: 'Udolf15/GEAR-Predictor',
    licence: 'MIT',
    data: 'UTKFace, whose publishers allow research that is not commercial',
  },
  liveness: {
    upstream: 'not stated; like Silent-Face-Anti-Spoofing, MiniFASNet',
    licence: undefined,
    data: FACEPLUGIN_DATA,
  },
  objects: {
    upstream: 'RangiLyu/nanodet, NanoDet-g 416',
    licence: 'Apache-2.0',
    data: 'COCO 2017, photos from Flickr under licences of Creative Commons, of which some exclude commercial use',
  },
};

/** The bill of materials of these nets, in the order of their roles. */
export function provenanceOf(roles: readonly Role[] = ROLES): readonly NetProvenance[] {
  return ROLES.filter((role) => roles.includes(role)).map((role) => {
    const source = MODEL_SOURCES[role];
    const stored = filesOf(source);
    const files = source.package.files
      .filter((file) => stored.includes(file.stored))
      .map(({ stored: file, sha256, size: bytes }) => ({ file, sha256, bytes }));
    const { name, version, licence: packageLicence } = source.package;
    return { role, ...STATEMENTS[role], package: `${name}@${version}`, packageLicence, files };
  });
}

const NOT_STATED = 'not stated';

/** What a manifest says of its net. @throws BadManifest when the file is not there */
export async function ownProvenance(manifest: OwnManifest): Promise<NetProvenance> {
  const { name, kind, path, file, sha256, upstream, licence, training_data: data } = manifest;
  const { size: bytes } = await stat(file).catch(() => {
    throw new BadManifest([`${path}: file ${file} is not there`]);
  });
  return {
    role: `own-${kind}`,
    upstream: upstream ?? NOT_STATED,
    licence: licence ?? undefined,
    data: data ?? NOT_STATED,
    package: `${name}, by ${path}`,
    packageLicence: licence ?? NOT_STATED,
    files: [{ file, sha256, bytes }],
  };
}
