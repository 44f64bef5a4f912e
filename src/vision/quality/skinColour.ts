/** CIELAB ranges of a* and b* that faces of all people have in white light (ISO/IEC 29794-5, natural colour). */
const RED_GREEN = { least: 5, most: 25 };
const YELLOW_BLUE = { least: 5, most: 35 };

/** How far a mean colour, R, G, B of sRGB 0..255, lies outside of what skin has, in CIELAB units; 0 inside. */
export function distanceFromSkin(red: number, green: number, blue: number): number {
  const { a, b } = toLab(red, green, blue);
  const outside = (value: number, { least, most }: typeof RED_GREEN) => Math.max(0, least - value, value - most);
  return Math.hypot(outside(a, RED_GREEN), outside(b, YELLOW_BLUE));
}

/** CIELAB a* and b* of an sRGB colour, white point D65. */
export function toLab(
  red: number,
  green: number,
  blue: number,
): { readonly l: number; readonly a: number; readonly b: number } {
  const [r, g, b] = [linear(red), linear(green), linear(blue)] as const;
  const x = bend((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = bend(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = bend((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function bend(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}
