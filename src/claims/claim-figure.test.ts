// Oracle: the values of the claims; √2 − 1 of the deficit one pulse length after a pulse.
import { expect, test } from "vitest";
import { runTask } from "../base/task.ts";
import { lightTheme } from "../figures/theme.ts";
import { claimFigure } from "./claim-figure.ts";
import { computeClaims } from "./compute.ts";

const { claims } = await runTask(computeClaims({ quick: true }));
const figureOf = (id: string) => {
  const claim = claims.find((one) => one.id === id);
  return claim === undefined ? null : claimFigure(claim, lightTheme);
};

test("the deficit of a pulse falls to 41 % after as long a rest", () => {
  const points = figureOf("B11")?.figure.data[1];
  const [x, y] = [points?.x, points?.y] as [number[] | undefined, number[] | undefined];
  expect(x?.[1]).toBe(1);
  expect(y?.[1]).toBeCloseTo(Math.SQRT2 - 1, 12);
});

test("a comparison of intervals shows both, in the unit of the claim", () => {
  const drawn = figureOf("A1");
  const trace = (name: string) => drawn?.figure.data.find((one) => one.name === name);
  expect(trace("paper")?.x).toEqual([14, 70]);
  const ours = claims.find(({ id }) => id === "A1")?.checks.map(({ computed }) => computed.value);
  expect(trace("computed")?.x).toEqual(ours);
  expect(drawn?.figure.layout.xaxis).toMatchObject({ title: { text: "at.%" } });
  expect(drawn?.summary).toContain("K-rich end: paper ≈14");
});

test("an input has no figure, and every figure that there is holds finite numbers", () => {
  expect(figureOf("A6")).toBeNull();
  for (const { id } of claims) {
    for (const { x = [] } of figureOf(id)?.figure.data ?? [])
      for (const value of x as (number | null)[]) expect(value === null || Number.isFinite(value)).toBe(true);
  }
});
