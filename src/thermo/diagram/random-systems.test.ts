import fc from "fast-check";
import { expect, it } from "vitest";
import { bruteForceTieLines, randomSystem, systems, tangentMismatch } from "../../../test/support/random-binaries.ts";
import { binaryDiagram, boundariesAt } from "./index.ts";

const RUNS = Number(globalThis.process?.env.LIQUIDUS_LONG) === 1 ? 2000 : 40;

// Oracle: the lower convex hull of all phases on a uniform grid of 2000 intervals, at random temperatures.
it("has every two-phase region of a brute-force hull, with its phases and compositions, and no others", () => {
  const cell = 1 / 2000;
  fc.assert(
    fc.property(
      systems,
      fc.array(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (system, shares) => {
        const models = randomSystem(system);
        const range = [300, 1600] as const;
        const diagram = binaryDiagram(models, { component: "B", temperatureRange: range });
        for (const share of shares) {
          const T = range[0] + share * (range[1] - range[0]);
          const events = [...diagram.invariants, ...diagram.transitions, ...diagram.criticalPoints];
          if (events.some(({ temperature }) => Math.abs(temperature - T) < 0.5)) continue;
          const found = boundariesAt(diagram, T).filter(
            ({ phases: [a, b] }) => b.moleFraction - a.moleFraction > 6 * cell,
          );
          const expected = bruteForceTieLines(models, T, 2000).filter(({ lower, higher }) => higher - lower > 6 * cell);
          const names = (line: { phases: readonly { name: string }[] }) =>
            line.phases.map(({ name }) => name).join("+");
          const wide = found.filter(({ phases: [a, b] }) => b.moleFraction - a.moleFraction > 10 * cell);
          for (const line of wide) {
            expect(
              expected.some(
                (other) =>
                  other.names === names(line) &&
                  Math.abs(other.lower - line.phases[0].moleFraction) < 3 * cell &&
                  Math.abs(other.higher - line.phases[1].moleFraction) < 3 * cell,
              ),
              `${names(line)} at ${T} K: ${JSON.stringify(line.phases)} against ${JSON.stringify(expected)}`,
            ).toBe(true);
          }
          for (const line of expected.filter(({ lower, higher }) => higher - lower > 10 * cell)) {
            expect(
              found.some(
                (other) =>
                  line.names === names(other) &&
                  Math.abs(line.lower - other.phases[0].moleFraction) < 3 * cell &&
                  Math.abs(line.higher - other.phases[1].moleFraction) < 3 * cell,
              ),
              `brute force ${JSON.stringify(line)} at ${T} K against ${JSON.stringify(found)}`,
            ).toBe(true);
          }
        }
      },
    ),
    { seed: 4, numRuns: RUNS, endOnFailure: true },
  );
});

it("has invariants with one tangent to 1e-8 J/mol, in order, each once; and mirrors with the components", () => {
  fc.assert(
    fc.property(systems, (system) => {
      const models = randomSystem(system);
      const diagram = binaryDiagram(models, { component: "B", temperatureRange: [300, 1600] });
      for (const { temperature, phases } of diagram.invariants) {
        expect(phases[0].moleFraction).toBeLessThan(phases[1].moleFraction);
        expect(phases[1].moleFraction).toBeLessThan(phases[2].moleFraction);
        // a mole fraction next to 0 or 1 is itself rounded: that alone moves its potential by R T ε / min(x, 1 − x)
        const nearest = Math.min(...phases.map(({ moleFraction: x }) => Math.min(x, 1 - x)));
        const rounding = (8.32 * temperature * Number.EPSILON) / nearest;
        expect(tangentMismatch(models, temperature, phases)).toBeLessThan(1e-8 + rounding);
      }
      const mirrored = binaryDiagram(models, { component: "A", temperatureRange: [300, 1600] });
      const events = (d: typeof diagram) =>
        [...d.invariants, ...d.transitions, ...d.criticalPoints]
          .map(({ temperature }) => temperature)
          .sort((a, b) => a - b);
      const [ours, theirs] = [events(diagram), events(mirrored)];
      expect(theirs).toHaveLength(ours.length);
      for (const [k, T] of ours.entries()) expect(Math.abs((theirs[k] as number) - T)).toBeLessThan(1e-6);
      expect(mirrored.regions).toHaveLength(diagram.regions.length);
    }),
    { seed: 5, numRuns: RUNS, endOnFailure: true },
  );
});
