/** How a net wants its pixels: value = (channel − mean) / deviation, channel 0..255. */
export interface TensorLayout {
  /** `planar`: channel after channel (NCHW); `interleaved`: pixel after pixel (NHWC). */
  readonly arrangement: 'planar' | 'interleaved';
  readonly order: 'rgb' | 'bgr';
  /** In R, G, B order, whatever `order` is. */
  readonly mean: readonly [number, number, number];
  readonly deviation: number;
}

/** Channels as they are: interleaved R, G, B, 0..255. */
export const RAW_RGB: TensorLayout = { arrangement: 'interleaved', order: 'rgb', mean: [0, 0, 0], deviation: 1 };
