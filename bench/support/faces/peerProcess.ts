/** `peerProcess FOLDER PHOTOS`: times the peer installed in FOLDER over the photos, prints milliseconds as JSON. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** The few parts of the peer that are used here. */
interface Tensor {
  dispose(): void;
}
interface FaceApi {
  readonly tf: {
    setBackend(name: string): Promise<boolean>;
    ready(): Promise<void>;
    tensor3d(data: Uint8Array, shape: readonly number[], type: 'int32'): Tensor;
  };
  readonly nets: Readonly<Record<string, { loadFromDisk(path: string): Promise<void> }>>;
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number }) => object;
  detectAllFaces(
    input: Tensor,
    options: object,
  ): { withFaceLandmarks(): { withFaceDescriptors(): Promise<readonly object[]> } };
}
interface WasmBackend {
  setWasmPaths(path: string): void;
}

const NETS = ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet'];
const WARM_UP = 2;

const [folder = '', photoFolder = ''] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const wasm = require('@tensorflow/tfjs-backend-wasm') as WasmBackend;
wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);
const faceApi = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;
await faceApi.tf.setBackend('wasm');
await faceApi.tf.ready();
const models = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
for (const net of NETS) await faceApi.nets[net]?.loadFromDisk(models);
const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.5 });

const photos = await Promise.all((await readdir(photoFolder)).map((name) => readFile(join(photoFolder, name))));
const times: number[] = [];
for (const photo of [...photos.slice(0, WARM_UP), ...photos]) {
  const start = performance.now();
  const { data, info } = await sharp(photo).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const input = faceApi.tf.tensor3d(data, [info.height, info.width, 3], 'int32');
  await faceApi.detectAllFaces(input, options).withFaceLandmarks().withFaceDescriptors();
  input.dispose();
  times.push(performance.now() - start);
}
console.log(JSON.stringify(times.slice(WARM_UP)));
