import { hypot, pow, sin } from "../numerics/elementary/index.ts";
import { hexOf, insideGamut, type Lab, labOfPolar } from "./oklab.ts";

/** Colours of `melt`. */
export const MELT_COLORS = 256;
const SAMPLES = 1024;

/** The path of the map before resampling; chroma reduced by bisection until the colour is inside sRGB. */
function path(kind: "light" | "dark", t: number): Lab {
  const bump = (rate: number): number => pow(Math.max(0, sin(Math.PI * Math.min(1, rate * t))), 0.9);
  const [lightness, chroma, hue] =
    kind === "light"
      ? [0.985 - 0.76 * t, 0.028 + 0.112 * bump(1.02), 100 + 192 * pow(t, 0.82)]
      : [0.215 + 0.755 * t, 0.03 + 0.115 * bump(0.98), 286 - 186 * pow(t, 1.12)];
  if (insideGamut(labOfPolar(lightness, chroma, hue))) return labOfPolar(lightness, chroma, hue);
  let low = 0;
  let high = chroma;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (insideGamut(labOfPolar(lightness, middle, hue))) low = middle;
    else high = middle;
  }
  return labOfPolar(lightness, low, hue);
}

function compute(kind: "light" | "dark"): readonly string[] {
  const points = Array.from({ length: SAMPLES + 1 }, (_, i) => path(kind, i / SAMPLES));
  const along = new Float64Array(SAMPLES + 1);
  for (let i = 1; i <= SAMPLES; i++) {
    const [p, q] = [points[i - 1] as Lab, points[i] as Lab];
    along[i] = (along[i - 1] as number) + hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  }
  const total = along[SAMPLES] as number;
  const colors: string[] = [];
  let i = 0;
  for (let k = 0; k < MELT_COLORS; k++) {
    const wanted = (total * k) / (MELT_COLORS - 1);
    while (i < SAMPLES - 1 && (along[i + 1] as number) < wanted) i++;
    const [start, end] = [along[i] as number, along[i + 1] as number];
    const w = end > start ? Math.min(1, (wanted - start) / (end - start)) : 0;
    const [p, q] = [points[i] as Lab, points[i + 1] as Lab];
    colors.push(hexOf([p[0] + w * (q[0] - p[0]), p[1] + w * (q[1] - p[1]), p[2] + w * (q[2] - p[2])]));
  }
  return colors;
}

const kept = new Map<string, readonly string[]>();

/**
 * The 256 colours of the sequential map `melt`, equally far apart along their path in OKLab. Its low end is the
 * background: dark means more in the light theme, light means more in the dark one.
 */
export function meltMap(kind: "light" | "dark"): readonly string[] {
  const known = kept.get(kind);
  if (known !== undefined) return known;
  const colors = compute(kind);
  kept.set(kind, colors);
  return colors;
}
