import { readFileSync } from 'node:fs';
import { type Affine, apply } from '../../geometry/affine.ts';
import type { Size } from '../../geometry/box.ts';
import type { Raster } from '../raster.ts';
import type { Taps } from '../taps.ts';
import type { TensorLayout } from '../tensorLayout.ts';

/** What assembly/raster.ts exports. */
interface Exports {
  readonly sample: (sampling: number, a: number, b: number, c: number, d: number, e: number, f: number) => void;
  readonly sampleStraight: (sampling: number, a: number, c: number, e: number, f: number) => void;
  readonly resize: (resizing: number, first: number, rows: number) => void;
  readonly halve: (source: number, sourceWidth: number, out: number, width: number, rows: number) => void;
}

const PAGE = 65_536;
const CHANNELS = 3;
/** Numbers for each column of a crop that is being made: the four values of a pixel, and two that are noted of the column. */
const ROW_NUMBERS = 6;
/** The kernel reads so much behind the last pixel, and writes so much behind its last result. */
const MARGIN = 16;
/** Where the scratch memory has the fields of `Sampling`, the results, and the pixels that are worked on. */
const FIELDS_AT = 64;
const OUT_AT = 1024;
/** Results are taken out in parts that stay in the processor's cache; one row of any crop or picture fits. */
const OUT_BYTES = 2 * PAGE;
const SOURCE_AT = OUT_AT + OUT_BYTES + MARGIN;

/**
 * Resampling in WASM SIMD, over scratch memory that grows to the largest area that was worked on. For one thread; nothing stays in
 * it from one call to the next.
 */
export class RasterKernel {
  readonly #memory = new WebAssembly.Memory<ArrayBuffer>({ initial: Math.ceil(SOURCE_AT / PAGE) });
  readonly #exports: Exports;

  constructor(module: WebAssembly.Module) {
    // assembly/raster.ts declares their signatures.
    this.#exports = new WebAssembly.Instance(module, { env: { memory: this.#memory } }).exports as unknown as Exports;
  }

  /** Does what `sampleLevel` does, in single precision. */
  sample(raster: Raster, toRaster: Affine, crop: Size, layout: TensorLayout, out: Float32Array): void {
    const { width, height } = crop;
    const area = touchedArea(raster, toRaster, crop);
    this.#take(raster, area, width * ROW_NUMBERS);
    const planar = layout.arrangement === 'planar';
    const rows = Math.floor(OUT_BYTES / (width * CHANNELS * 4));
    for (let y = 0; y < height; y += rows) {
      const count = Math.min(rows, height - y);
      this.#describe(area, { width, height: count }, layout);
      // Pixel centres: crop (x + ½, y + ½) reads the source at the centres of its own grid, so subtract ½.
      const first = apply(toRaster, 0.5, y + 0.5);
      const [x0, y0] = [first.x - 0.5 - area.left, first.y - 0.5 - area.top];
      const { a, b, d, e } = toRaster;
      if (b === 0 && d === 0) this.#exports.sampleStraight(FIELDS_AT, a, x0, e, y0);
      else this.#exports.sample(FIELDS_AT, a, b, x0, d, e, y0);
      const parts = planar ? CHANNELS : 1;
      const values = (count * width * CHANNELS) / parts;
      for (let part = 0; part < parts; part++) {
        const results = new Float32Array(this.#memory.buffer, OUT_AT + part * values * 4, values);
        out.set(results, (part * height + y) * width * (CHANNELS / parts));
      }
    }
  }

  /** Means of 2×2 pixels; an odd last row or column is left out. */
  halve(raster: Raster): Raster {
    const width = raster.width >> 1;
    const height = raster.height >> 1;
    const data = new Uint8Array(width * height * CHANNELS);
    const rows = Math.floor(OUT_BYTES / (width * CHANNELS));
    for (let y = 0; y < height; y += rows) {
      const count = Math.min(rows, height - y);
      this.#take(raster, { left: 0, top: 2 * y, width: raster.width, height: 2 * count });
      this.#exports.halve(SOURCE_AT, raster.width, OUT_AT, width, count);
      data.set(new Uint8Array(this.#memory.buffer, OUT_AT, count * width * CHANNELS), y * width * CHANNELS);
    }
    return { width, height, data };
  }

  /** Does what `resizeLevel` does, in single precision. */
  resize(raster: Raster, columns: Taps, rows: Taps): Raster {
    const [width, height] = [columns.starts.length, rows.starts.length];
    const area = areaOfTaps(columns, rows);
    const tables = rowAt(area);
    this.#take(raster, area, columns.weights.length + width + rows.weights.length + height);
    let at = tables;
    /** Behind the last one; @returns where they are */
    const put = (values: ArrayLike<number>, View: typeof Int32Array | typeof Float32Array): number => {
      const place = at;
      new View(this.#memory.buffer, place, values.length).set(values);
      at += values.length * 4;
      return place;
    };
    const fields = [columns, rows].map(({ starts, count, weights }, index) => [
      put(
        starts.map((start) => start - (index === 0 ? area.left : area.top)),
        Int32Array,
      ),
      count,
      put(weights, Float32Array),
    ]);
    const words = [SOURCE_AT, area.width * CHANNELS, lineAt(area), OUT_AT, width, ...fields.flat()];
    new Int32Array(this.#memory.buffer, FIELDS_AT, words.length).set(words);
    const data = new Uint8Array(width * height * CHANNELS);
    const most = Math.floor(OUT_BYTES / (width * CHANNELS));
    for (let y = 0; y < height; y += most) {
      const count = Math.min(most, height - y);
      this.#exports.resize(FIELDS_AT, y, count);
      data.set(new Uint8Array(this.#memory.buffer, OUT_AT, count * width * CHANNELS), y * width * CHANNELS);
    }
    return { width, height, data };
  }

  /** Copies an area of the picture to the kernel, with room for some numbers behind it. */
  #take({ width, data }: Raster, area: Area, numbers = 0): void {
    const row = area.width * CHANNELS;
    const bytes = row * area.height;
    const missing = rowAt(area) + numbers * 4 - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    const source = new Uint8Array(this.#memory.buffer, SOURCE_AT, bytes);
    const start = (area.top * width + area.left) * CHANNELS;
    if (area.width === width) {
      source.set(data.subarray(start, start + bytes));
      return;
    }
    for (let y = 0; y < area.height; y++) {
      const from = start + y * width * CHANNELS;
      source.set(data.subarray(from, from + row), y * row);
    }
  }

  /** Fills the fields of the class `Sampling` of assembly/raster.ts, in its order. */
  #describe(area: Area, { width, height }: Size, { arrangement, order, mean, deviation }: TensorLayout): void {
    const planar = arrangement === 'planar';
    const channelStep = 4 * (planar ? width * height : 1);
    const pixelStep = 4 * (planar ? 1 : CHANNELS);
    const [red, blue] = order === 'rgb' ? [0, 2 * channelStep] : [2 * channelStep, 0];
    const source = [SOURCE_AT, area.width, area.height, lineAt(area), rowAt(area)];
    const words = [...source, OUT_AT, width, height, pixelStep, red, channelStep, blue];
    new Int32Array(this.#memory.buffer, FIELDS_AT, words.length).set(words);
    new Float32Array(this.#memory.buffer, FIELDS_AT + words.length * 4, 4).set([...mean, 1 / deviation]);
  }
}

interface Area extends Size {
  readonly left: number;
  readonly top: number;
}

function areaOfTaps(columns: Taps, rows: Taps): Area {
  const range = ({ starts, count }: Taps) => {
    const first = Math.min(...starts);
    return { first, length: Math.max(...starts) + count - first };
  };
  const [across, down] = [range(columns), range(rows)];
  return { left: across.first, top: down.first, width: across.length, height: down.length };
}

/** Behind the pixels, a row of them as 32-bit numbers. */
function lineAt({ width, height }: Size): number {
  return SOURCE_AT + Math.ceil((width * height * CHANNELS + MARGIN) / 16) * 16;
}

/** Behind that row, what is needed beside it: a row of the crop, or the taps of a new size. */
function rowAt(area: Size): number {
  return Math.ceil((lineAt(area) + area.width * CHANNELS * 4 + 3 * MARGIN) / 16) * 16;
}

/** What of the picture a crop reads: never less than a pixel, and never the area's own edge where that is not the picture's. */
function touchedArea(raster: Size, toRaster: Affine, crop: Size): Area {
  const corners = [0, crop.width].flatMap((x) => [0, crop.height].map((y) => apply(toRaster, x, y)));
  const [left, right] = rangeOf(
    corners.map(({ x }) => x),
    raster.width,
  );
  const [top, bottom] = rangeOf(
    corners.map(({ y }) => y),
    raster.height,
  );
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function rangeOf(places: readonly number[], length: number): [number, number] {
  const inside = (place: number) => Math.min(Math.max(place, 0), length - 1);
  return [inside(Math.floor(Math.min(...places)) - 2), inside(Math.ceil(Math.max(...places)) + 2)];
}

/** Of this thread. Undefined where the machine or the runtime has no WASM SIMD: then plain JavaScript does the work. */
export const rasterKernel = openRasterKernel();

function openRasterKernel(): RasterKernel | undefined {
  const bytes = readFileSync(new URL('./raster.wasm', import.meta.url));
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return undefined;
  return new RasterKernel(new WebAssembly.Module(bytes));
}
