import { expect, it } from "vitest";
import { factorComplexEquilibrated, solveComplexEquilibrated } from "./complex-equilibrated-lu.ts";

// Oracle: x = (1, 2, 3) is put in; the products are exact to the last bit of the largest term of each row.
it("sees through one steep column in several rows where the columns are scaled first", () => {
  const steep = 1e25;
  const matrix = [1, 2, steep, 3, 1, 2 * steep, 1, 1, 1];
  const factored = (columnsFirst: boolean): Float64Array | null => {
    const [re, im] = [Float64Array.from(matrix), new Float64Array(9)];
    const [order, work] = [new Int32Array(3), new Float64Array(6)];
    if (!factorComplexEquilibrated(re, im, 3, order, work, columnsFirst)) return null;
    const [bRe, bIm] = [Float64Array.of(5 + 3, 5 + 6, 3 + 3 / steep), new Float64Array(3)];
    solveComplexEquilibrated(re, im, 3, order, bRe, bIm, work);
    return bRe;
  };
  expect(factored(false)).toBeNull();
  const solution = factored(true);
  [1, 2, 3 / steep].forEach((expected, k) => {
    expect(Math.abs((solution?.[k] ?? Number.NaN) / expected - 1)).toBeLessThan(1e-14);
  });
});
