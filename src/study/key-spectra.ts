import type { SimulateDocument } from "./simulate.ts";

type Steps = SimulateDocument["protocol"]["protocol"]["steps"];

/** The last spectrum of a step that has a name, or of a staircase. */
export interface KeySpectrum {
  /** Index into the spectra of the run. */
  readonly index: number;
  /** Null of a staircase without a name. */
  readonly name: string | null;
}

/** The last spectra of steps with a name and of staircases, in the order in which they were taken, each once. */
export function keySpectra({ spectra, segments, protocol }: SimulateDocument): KeySpectrum[] {
  const found = new Map<number, string | null>();
  for (const { path, name } of keySteps(protocol.protocol.steps, "")) {
    const index = spectra.findLastIndex(({ segment }) => {
      const step = segments[segment]?.step ?? "";
      return step === path || step.startsWith(`${path} `) || step.startsWith(`${path}.`);
    });
    if (index >= 0) found.set(index, name ?? found.get(index) ?? null);
  }
  return [...found].map(([index, name]) => ({ index, name })).sort((a, b) => a.index - b.index);
}

function keySteps(steps: Steps, before: string): { readonly path: string; readonly name: string | null }[] {
  return steps.flatMap((step, k) => {
    const path = `${before}${k + 1}`;
    const name = step.name ?? null;
    const own = name !== null || step.kind === "staircase" ? [{ path, name }] : [];
    return step.kind === "repeat" ? [...own, ...keySteps(step.steps, `${path}.`)] : own;
  });
}

/**
 * At most so many of `count` things: those wanted first (of too many of them some, evenly spread), then the first and the last, then
 * always the one farthest from all that are chosen. Rising indices.
 */
export function chosenIndices(count: number, wanted: readonly number[], most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, k) => k);
  if (wanted.length >= most) {
    return Array.from({ length: most }, (_, k) => wanted[Math.round((k * (wanted.length - 1)) / (most - 1))] as number);
  }
  const chosen = new Set(wanted);
  for (const end of [0, count - 1]) if (chosen.size < most) chosen.add(end);
  while (chosen.size < most) {
    let [farthest, distance] = [0, -1];
    for (let k = 0; k < count; k++) {
      const nearest = Math.min(...[...chosen].map((one) => Math.abs(one - k)));
      if (nearest > distance) [farthest, distance] = [k, nearest];
    }
    chosen.add(farthest);
  }
  return [...chosen].sort((a, b) => a - b);
}
