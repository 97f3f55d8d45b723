import { expect } from "vitest";
import { binaryDiagram, boundariesAt } from "../../src/thermo/diagram/index.ts";
import { bruteForceTieLines, type RandomSystem, randomSystem, tangentMismatch } from "./random-binaries.ts";

const RANGE = [300, 1600] as const;
const INTERVALS = 2000;

/** Every tie line of a lower convex hull over a uniform grid is one of the diagram, and the other way round; temperatures as shares of the range. */
export function expectBruteForceRegions(system: RandomSystem, shares: readonly number[]): void {
  const cell = 1 / INTERVALS;
  const models = randomSystem(system);
  const diagram = binaryDiagram(models, { component: "B", temperatureRange: RANGE });
  const events = [...diagram.invariants, ...diagram.transitions, ...diagram.criticalPoints];
  for (const share of shares) {
    const T = RANGE[0] + share * (RANGE[1] - RANGE[0]);
    if (events.some(({ temperature }) => Math.abs(temperature - T) < 0.5)) continue;
    const found = boundariesAt(diagram, T)
      .map(({ phases: [a, b] }) => ({ names: `${a.name}+${b.name}`, lower: a.moleFraction, higher: b.moleFraction }))
      .filter(({ lower, higher }) => higher - lower > 6 * cell);
    const expected = bruteForceTieLines(models, T, INTERVALS).filter(({ lower, higher }) => higher - lower > 6 * cell);
    for (const [these, those] of [
      [found, expected],
      [expected, found],
    ] as const) {
      for (const line of these.filter(({ lower, higher }) => higher - lower > 10 * cell)) {
        const isThere = those.some(
          ({ names, lower, higher }) =>
            names === line.names &&
            Math.abs(lower - line.lower) < 3 * cell &&
            Math.abs(higher - line.higher) < 3 * cell,
        );
        expect(
          isThere,
          `${JSON.stringify(line)} at ${T} K; map ${JSON.stringify(found)}, hull ${JSON.stringify(expected)}`,
        ).toBe(true);
      }
    }
  }
}

/** Three phases of every invariant have one tangent and stand in order; with the components exchanged every event is there again. */
export function expectTangentsAndMirror(system: RandomSystem): void {
  const models = randomSystem(system);
  const diagram = binaryDiagram(models, { component: "B", temperatureRange: RANGE });
  for (const { temperature, phases } of diagram.invariants) {
    expect(phases[0].moleFraction).toBeLessThan(phases[1].moleFraction);
    expect(phases[1].moleFraction).toBeLessThan(phases[2].moleFraction);
    // a mole fraction next to 0 or 1 is itself rounded: that alone moves its potential by R T ε / min(x, 1 − x)
    const nearest = Math.min(...phases.map(({ moleFraction: x }) => Math.min(x, 1 - x)));
    const rounding = (8.32 * temperature * Number.EPSILON) / nearest;
    expect(tangentMismatch(models, temperature, phases)).toBeLessThan(1e-8 + rounding);
  }
  const mirrored = binaryDiagram(models, { component: "A", temperatureRange: RANGE });
  const events = (d: typeof diagram) =>
    [...d.invariants, ...d.transitions, ...d.criticalPoints]
      .map(({ temperature }) => temperature)
      .sort((a, b) => a - b);
  const [ours, theirs] = [events(diagram), events(mirrored)];
  expect(theirs).toHaveLength(ours.length);
  for (const [k, T] of ours.entries()) expect(Math.abs((theirs[k] as number) - T)).toBeLessThan(1e-6);
  expect(mirrored.regions).toHaveLength(diagram.regions.length);
}
