// What is said of one process along a series. Oracle: the resistances and intervals put in.
import { expect, test } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import { displayUnits } from "../figures/units.ts";
import { isDetermined } from "../impedance/determined.ts";
import { tracksOf } from "../impedance/series/tracks.ts";
import { trackFinding } from "./track-finding.ts";

test("a resistance whose interval holds 0 stays at no value: it is not determined", () => {
  const series = syntheticSeries({ sweeps: 8 });
  const [track] = tracksOf(series, "peaks");
  if (track === undefined) throw new Error("no track");
  const said = (resistanceEnds: readonly [number, number]) => {
    const points = track.points.map((point) => {
      const known = { ...point, resistance: 22, resistanceEnds };
      return { ...known, determined: isDetermined(known) };
    });
    return trackFinding(series, "peaks", { ...track, points }, displayUnits(null));
  };
  expect(said([-17, 61])).toMatchObject({
    verdict: "mind",
    lead: expect.stringMatching(/^The process near .* is not determined$/),
  });
  expect(said([20, 24])).toMatchObject({
    verdict: "fact",
    lead: expect.stringMatching(/^The process near .* stays at 22\.0\s±\s2\.0/),
  });
});

test("a process that no sweep determines is called by its name where its τ is of no measured time", () => {
  const series = syntheticSeries({ sweeps: 8 });
  const [track] = tracksOf(series, "arcs");
  if (track === undefined) throw new Error("no track");
  const said = (tau: number, determined: boolean): string => {
    const points = track.points.map((point) => ({ ...point, tau, determined }));
    return trackFinding(series, "arcs", { ...track, name: "R3", points }, displayUnits(null)).lead;
  };
  expect(said(7.7e41, false)).toBe("The arc R3 is not determined");
  expect(said(1e-15, false)).toBe("The arc R3 is not determined");
  expect(said(1e-3, false).replace(/\s/g, " ")).toBe("The arc near τ = 1 ms is not determined");
  expect(said(7.7e41, true)).toMatch(/^The arc near τ = 7\.7/);
});
