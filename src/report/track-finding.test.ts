// What is said of one process along a series. Oracle: the resistances and errors put in.
import { expect, test } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import { displayUnits } from "../figures/units.ts";
import { tracksOf } from "../impedance/series/tracks.ts";
import { trackFinding } from "./track-finding.ts";

test("a resistance that is no larger than its interval stays at no value: it is not told from nothing", () => {
  const series = syntheticSeries({ sweeps: 8 });
  const [track] = tracksOf(series, "peaks");
  if (track === undefined) throw new Error("no track");
  const units = displayUnits(null);
  const said = (error: number) =>
    trackFinding(
      series,
      "peaks",
      { ...track, points: track.points.map((point) => ({ ...point, resistance: 22, error, determined: true })) },
      units,
    );
  expect(said(20)).toMatchObject({
    verdict: "mind",
    lead: expect.stringMatching(/^The process near .* is not told from nothing: 22\s±\s39\sΩ/),
  });
  expect(said(1)).toMatchObject({
    verdict: "fact",
    lead: expect.stringMatching(/^The process near .* stays at 22\.0\s±\s2\.0/),
  });
});
