// Which figures need painting anew. Oracle: what was changed.
import { expect, test } from "vitest";
import type { Figure, Trace } from "../../figures/plotly.ts";
import { sameButMaps } from "./same-but-maps.ts";

const curve: Trace = { type: "scatter", x: [0, 1], y: [2, 3] };
const map: Trace = {
  type: "heatmap",
  x: [0, 1],
  y: [0, 1],
  z: [[1]],
  zmin: 0,
  zmax: 3,
  colorbar: { tickvals: [0, 3] },
};
const figure: Figure = { data: [map, curve], layout: { width: 3 } };

test("other values of a map, in arrays of their own, are the same figure otherwise", () => {
  const other = { ...map, x: [0, 1], z: [[2]], customdata: [[100]], colorbar: { tickvals: [0, 3] } };
  expect(sameButMaps(figure, { ...figure, data: [other, curve] })).toBe(true);
  expect(sameButMaps(figure, figure)).toBe(true);
});

test.each<[string, Figure]>([
  ["another curve", { ...figure, data: [map, { ...curve }] }],
  ["another top of the colours", { ...figure, data: [{ ...map, zmax: 4 }, curve] }],
  ["other places", { ...figure, data: [{ ...map, x: [0, 2] }, curve] }],
  ["another tick of the bar", { ...figure, data: [{ ...map, colorbar: { tickvals: [0, 2] } }, curve] }],
  ["another layout", { ...figure, layout: { width: 3 } }],
  ["a trace more", { ...figure, data: [map, curve, curve] }],
])("%s is another figure", (_, other) => {
  expect(sameButMaps(figure, other)).toBe(false);
});
