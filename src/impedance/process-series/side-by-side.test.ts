// Two processes side by side. Oracle: the exact elements of operando series whose noise no setting was made on.
import { expect, test } from "vitest";
import { operandoSeries } from "../../../test/support/workload/series.ts";
import { heldSideBySide, medianWidth } from "../../../test/support/workload/side-by-side.ts";
import { analyzeProcessSeries } from "./analyze.ts";

test("intervals of R, τ and C of a new process and of the interface beside it hold the truth in 93 of 100 sweeps at least", () => {
  for (const onset of [0.6, 0.7]) {
    const { held, missed } = heldSideBySide([301_000], onset);
    expect(missed).toBe(0);
    const beside = held.filter(({ process, from }) => process !== "grain boundaries" && from >= 70);
    for (const row of beside) {
      const { process, from, intervals, resistance, tau, capacitance } = row;
      const least = 0.93 * intervals;
      // As wide as all that the two share, an interval would say nothing.
      expect(medianWidth(row), `width of R of the ${process} from sweep ${from + 1} on, onset ${onset}`).toBeLessThan(
        0.5,
      );
      expect(tau, `τ of the ${process} from sweep ${from + 1} on, onset ${onset}`).toBeGreaterThanOrEqual(least);
      expect(resistance, `R of the ${process} from sweep ${from + 1} on, onset ${onset}`).toBeGreaterThanOrEqual(least);
      expect(capacitance, `C of the ${process} from sweep ${from + 1} on, onset ${onset}`).toBeGreaterThanOrEqual(
        least,
      );
    }
  }
});

test("the two are marked where they stand side by side and nowhere else; what stands apart keeps its intervals", () => {
  const { spectra } = operandoSeries(200, 80, 0.005, 52_000);
  const { tracks, words, polarizationResistance } = analyzeProcessSeries(spectra);
  const [boundary, second, interfacial] = tracks;
  expect(boundary.sideBySide).toEqual([]);
  expect(second.sideBySide.map(({ name }) => name)).toEqual(["P3"]);
  expect(interfacial.sideBySide.map(({ name }) => name)).toEqual(["P2"]);
  const [{ range }] = second.sideBySide;
  // Widths of Cole-Cole with α = 0.9 and 0.85, 0.69 and 1.09 in ln τ: side by side where τ differ by less than a factor of 5.9.
  expect(interfacial.tau[range.from] / second.tau[range.from]).toBeLessThan(6.3);
  expect(interfacial.tau[range.from - 1] / second.tau[range.from - 1]).toBeGreaterThan(5.5);
  expect(words).toContain("side by side with P3");
  const width = (upper: Float64Array, lower: Float64Array, i: number): number => upper[i] - lower[i];
  expect(width(boundary.resistanceUpper, boundary.resistanceLower, 120)).toBeLessThan(0.01 * boundary.resistance[120]);
  // The sum of what both share is known: its interval is narrower than either's.
  const sum = width(polarizationResistance.upper, polarizationResistance.lower, 120);
  expect(sum).toBeLessThan(0.5 * width(second.resistanceUpper, second.resistanceLower, 120));
});

// Oracle: γ = R/2π · sin (1 − α)π / (cosh (α ln τ/τ₀) − cos (1 − α)π) of the exact elements.
test("the bands of the map hold the exact γ between a new process and the interface beside it at 90 of 100 points at least", () => {
  const { spectra, elements } = operandoSeries(200, 80, 0.005, 301_000, 0.6);
  const { map } = analyzeProcessSeries(spectra);
  const { tau, gamma, gammaLower, gammaUpper } = map;
  let [points, held, width] = [0, 0, 0];
  for (let i = 100; i < 140; i++) {
    const arcs = elements[i].flatMap((element) => (element[0] === "ZARC" ? [element] : []));
    const [first, last] = [elements[i][3][2] as number, elements[i][2][2] as number];
    tau.forEach((t, k) => {
      if (t < first || t > last) return;
      const exact = arcs.reduce((sum, [, r, at, alpha]) => {
        const angle = (1 - alpha) * Math.PI;
        return sum + (r * Math.sin(angle)) / (2 * Math.PI * (Math.cosh(alpha * Math.log(t / at)) - Math.cos(angle)));
      }, 0);
      points++;
      width += (gammaUpper[i * tau.length + k] - gammaLower[i * tau.length + k]) / gamma[i * tau.length + k];
      if (gammaLower[i * tau.length + k] <= exact && exact <= gammaUpper[i * tau.length + k]) held++;
    });
  }
  expect(points).toBeGreaterThan(200);
  expect(held / points).toBeGreaterThanOrEqual(0.9);
  expect(width / points).toBeLessThan(1);
});

test("where the intervals were widened, what is present and determined follows the intervals that are told", () => {
  for (const seed of [52_000, 301_000, 302_000]) {
    const { spectra } = operandoSeries(200, 80, 0.005, seed);
    const { tracks } = analyzeProcessSeries(spectra);
    expect(tracks.some(({ sideBySide }) => sideBySide.length > 0)).toBe(true);
    for (const { name, present, determined, resistance, resistanceLower, resistanceUpper } of tracks) {
      const ranges = present.map(({ from, to }) => Array.from({ length: to - from + 1 }, (_, k) => from + k));
      for (const range of ranges) {
        // Gaps of up to two sweeps are bridged.
        const open = range.filter((i) => !(resistanceLower[i] > 0));
        for (const i of open)
          expect(open.includes(i - 1) && open.includes(i + 1) && open.includes(i + 2), `${name} in ${i}`).toBe(false);
      }
      const there = new Set(ranges.flat());
      determined.forEach((one, i) => {
        const width = (resistanceUpper[i] - resistanceLower[i]) / (2 * 1.959964);
        expect(
          one && !(there.has(i) && resistanceLower[i] > 0 && width <= 0.3 * resistance[i] * (1 + 1e-12)),
          `${name} in ${i}`,
        ).toBe(false);
      });
    }
  }
});
