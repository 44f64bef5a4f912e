export interface RowFile {
  readonly rows: number;
  readonly dimension: number;
  /** Rows of equal length behind each other. */
  readonly read: (start: number, count: number) => Promise<Float32Array>;
}

/** Rows of a block: two of them stay in the processor's cache. */
const BLOCK = 128;

/**
 * Gives each pair of rows once, the first row the lower one, with their dot product. Two blocks of rows are in memory at a time.
 * @param onProgress told of the share of pairs that are done
 */
export async function eachPair(
  { rows, dimension, read }: RowFile,
  onPair: (first: number, second: number, product: number) => void,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  const total = (rows * (rows - 1)) / 2;
  const products = new Float64Array(BLOCK);
  let done = 0;
  for (let top = 0; top < rows; top += BLOCK) {
    const height = Math.min(BLOCK, rows - top);
    const ofTop = await read(top, height);
    for (let left = top; left < rows; left += BLOCK) {
      const width = Math.min(BLOCK, rows - left);
      const ofLeft = left === top ? ofTop : await read(left, width);
      for (let i = 0; i < height; i++) {
        const from = left === top ? i + 1 : 0;
        multiply(ofTop, i * dimension, ofLeft, { dimension, from, to: width }, products);
        for (let j = from; j < width; j++) onPair(top + i, left + j, products[j] as number);
        done += width - from;
      }
      onProgress(done / total);
    }
  }
}

/** Dot products of one row with several. Four at a time: each number of the one row is read once for all of them. */
function multiply(
  one: Float32Array,
  at: number,
  others: Float32Array,
  { dimension, from, to }: { readonly dimension: number; readonly from: number; readonly to: number },
  products: Float64Array,
): void {
  let j = from;
  for (; j + 4 <= to; j += 4) {
    const [b, c, d, e] = [j * dimension, (j + 1) * dimension, (j + 2) * dimension, (j + 3) * dimension] as const;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let k = 0; k < dimension; k++) {
      const value = one[at + k] as number;
      first += value * (others[b + k] as number);
      second += value * (others[c + k] as number);
      third += value * (others[d + k] as number);
      fourth += value * (others[e + k] as number);
    }
    products[j] = first;
    products[j + 1] = second;
    products[j + 2] = third;
    products[j + 3] = fourth;
  }
  for (; j < to; j++) {
    let sum = 0;
    for (let k = 0; k < dimension; k++) sum += (one[at + k] as number) * (others[j * dimension + k] as number);
    products[j] = sum;
  }
}
