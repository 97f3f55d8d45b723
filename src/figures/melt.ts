import { cos, pow, sin } from "../numerics/elementary/index.ts";

/** A colour in OKLab (B. Ottosson, 2020): lightness and two opponent axes. */
type Lab = readonly [number, number, number];

const ENTRIES = 256;
const SAMPLES = 1024;

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

function insideGamut(lab: Lab): boolean {
  const [r, g, b] = linearRgb(lab);
  return Math.min(r, g, b) >= -1e-6 && Math.max(r, g, b) <= 1 + 1e-6;
}

function labOf(lightness: number, chroma: number, hue: number): Lab {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * cos(angle), chroma * sin(angle)];
}

/** The path of the map before resampling; chroma reduced by bisection until the colour is inside sRGB. */
function path(kind: "light" | "dark", t: number): Lab {
  const bump = (rate: number): number => pow(Math.max(0, sin(Math.PI * Math.min(1, rate * t))), 0.9);
  const [lightness, chroma, hue] =
    kind === "light"
      ? [0.985 - 0.76 * t, 0.028 + 0.112 * bump(1.02), 100 + 192 * pow(t, 0.82)]
      : [0.215 + 0.755 * t, 0.03 + 0.115 * bump(0.98), 286 - 186 * pow(t, 1.12)];
  if (insideGamut(labOf(lightness, chroma, hue))) return labOf(lightness, chroma, hue);
  let low = 0;
  let high = chroma;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (insideGamut(labOf(lightness, middle, hue))) low = middle;
    else high = middle;
  }
  return labOf(lightness, low, hue);
}

function hex(lab: Lab): string {
  const channel = (x: number): string => {
    const c = Math.min(1, Math.max(0, x));
    const encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055;
    return Math.round(255 * encoded)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${linearRgb(lab).map(channel).join("")}`;
}

function compute(kind: "light" | "dark"): readonly string[] {
  const points = Array.from({ length: SAMPLES + 1 }, (_, i) => path(kind, i / SAMPLES));
  const along = new Float64Array(SAMPLES + 1);
  for (let i = 1; i <= SAMPLES; i++) {
    const [p, q] = [points[i - 1] as Lab, points[i] as Lab];
    along[i] = (along[i - 1] as number) + Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  }
  const total = along[SAMPLES] as number;
  const colors: string[] = [];
  let i = 0;
  for (let k = 0; k < ENTRIES; k++) {
    const wanted = (total * k) / (ENTRIES - 1);
    while (i < SAMPLES - 1 && (along[i + 1] as number) < wanted) i++;
    const [start, end] = [along[i] as number, along[i + 1] as number];
    const w = end > start ? Math.min(1, (wanted - start) / (end - start)) : 0;
    const [p, q] = [points[i] as Lab, points[i + 1] as Lab];
    colors.push(hex([p[0] + w * (q[0] - p[0]), p[1] + w * (q[1] - p[1]), p[2] + w * (q[2] - p[2])]));
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
