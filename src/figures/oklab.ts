import { cbrt, cos, pow, sin } from "../numerics/elementary/index.ts";
/** A colour in OKLab (B. Ottosson, 2020): lightness and two opponent axes. */
export type Lab = readonly [number, number, number];

/** Linear sRGB of an OKLab colour; outside 0 … 1 where sRGB does not have it. */
function linearRgb([lightness, a, b]: Lab): Lab {
  const l = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
  const m = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
  const s = pow(lightness - 0.0894841775 * a - 1.291485548 * b, 3);
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Whether sRGB has a colour. */
export function insideGamut(lab: Lab): boolean {
  const [r, g, b] = linearRgb(lab);
  return Math.min(r, g, b) >= -1e-6 && Math.max(r, g, b) <= 1 + 1e-6;
}

/** OKLab of lightness, chroma and hue in degrees. */
export function labOfPolar(lightness: number, chroma: number, hue: number): Lab {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * cos(angle), chroma * sin(angle)];
}

/** "#rrggbb" of a colour; channels that sRGB does not have are cut. */
export function hexOf(lab: Lab): string {
  const channel = (x: number): string => {
    const c = Math.min(1, Math.max(0, x));
    const encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055;
    return Math.round(255 * encoded)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${linearRgb(lab).map(channel).join("")}`;
}

/** A colour "#rrggbb" in OKLab. */
export function labOfHex(color: string): Lab {
  const channel = (at: number): number => {
    const encoded = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4);
  };
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** The colour at `share`, 0 … 1, of the straight way from one to another. */
export function mixed(from: Lab, to: Lab, share: number): Lab {
  const at = (k: 0 | 1 | 2): number => from[k] + share * (to[k] - from[k]);
  return [at(0), at(1), at(2)];
}
