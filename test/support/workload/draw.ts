import { type Case, NAK_FREQUENCIES } from "./cases.ts";
import type { Element } from "./elements.ts";
import { Random } from "./random.ts";
import { F80 } from "./spectra.ts";

export const FAMILIES = [
  "one",
  "two",
  "minor",
  "three",
  "rc",
  "gerischer",
  "hn",
  "inductive",
  "negative",
  "nak",
  "gauss",
  "skew",
  "box",
] as const;
export type Family = (typeof FAMILIES)[number];

/** Elements and frequencies drawn from a stated prior: the same family and seed give the same draw everywhere. */
export function draw(family: Family, seed: number): Omit<Case, "noise"> {
  const random = new Random(seed * 2654435761 + FAMILIES.indexOf(family));
  const u = (a: number, b: number): number => a + (b - a) * random.uniform();
  const logU = (a: number, b: number): number => Math.exp(u(Math.log(a), Math.log(b)));
  const r = (): number => logU(10, 100);
  const phi = (): number => u(0.75, 0.97);
  const series: Element = ["R", logU(1, 100)];
  const build = (): Element[] => {
    switch (family) {
      case "one":
        return [["ZARC", r(), logU(1e-5, 1), phi()]];
      case "two": {
        const t = logU(1e-5, 1e-2);
        return [
          ["ZARC", r(), t, phi()],
          ["ZARC", r(), t * 10 ** u(0.7, 2), phi()],
        ];
      }
      case "minor": {
        const t = logU(1e-3, 1e-1);
        const q = r();
        const major: Element = ["ZARC", q, t, u(0.85, 0.97)];
        const small = q * u(0.08, 0.2);
        const step = u(1, 1.6);
        const at = t * 10 ** (step * (random.uniform() > 0.5 ? 1 : -1));
        return [major, ["ZARC", small, at, u(0.85, 0.97)]];
      }
      case "three": {
        const t = logU(1e-5, 1e-4);
        return [0, 1, 2].map((k): Element => {
          const q = r();
          const at = t * 10 ** (u(1.1, 1.7) * k);
          return ["ZARC", q, at, phi()];
        });
      }
      case "rc":
        return [["RC", r(), logU(1e-4, 1e-1)]];
      case "gerischer":
        return [["G", r(), logU(1e-3, 1)]];
      case "hn":
        return [["HN", r(), logU(1e-3, 1), u(0.75, 0.95), u(0.45, 0.9)]];
      case "inductive":
        return [
          ["L", logU(2e-7, 2e-6)],
          ["ZARC", r(), logU(1e-4, 1e-1), phi()],
        ];
      case "negative": {
        const q = r();
        return [
          ["ZARC", q, logU(1e-4, 1e-2), phi()],
          ["ZARC", -q * u(0.1, 0.4), u(0.5, 2), u(0.85, 0.97)],
        ];
      }
      case "nak":
        return [
          ["ZARC", r(), logU(4e-7, 3e-6), phi()],
          ["ZARC", r(), logU(8e-6, 3e-5), phi()],
          ["ZARC", r(), logU(8e-5, 5e-4), phi()],
        ];
      case "gauss": {
        const t = logU(1e-4, 1e-2);
        return [
          ["GS", r(), t, u(0.5, 1.1)],
          ["GS", r(), t * 10 ** u(1.4, 2.2), u(0.5, 1.1)],
        ];
      }
      case "skew": {
        const t = logU(1e-4, 1e-2);
        const q = r();
        return [
          ["GS", q, t, 0.5],
          ["GS", q * 0.6, t * 4, 0.8],
          ["GS", q * 0.35, t * 20, 1.2],
        ];
      }
      case "box": {
        const t = logU(1e-4, 1e-3);
        return [["BOX", r(), t, t * 10 ** u(1, 2)]];
      }
    }
  };
  return { elements: [series, ...build()], frequency: family === "nak" ? NAK_FREQUENCIES : F80 };
}
