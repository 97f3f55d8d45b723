// The band of the noise. Oracle: the count that the verdict tells.
import { expect, test } from "vitest";
import { addNoiseOf, NOISE_FAMILIES, type NoiseFamily, VALID_CELLS } from "../../test/support/noise-families.ts";
import { kramersKronig } from "../impedance/kramers-kronig/kramers-kronig.ts";
import { kramersKronigResiduals } from "./kramers-kronig-residuals.ts";
import { lightTheme } from "./theme.ts";

const families = Object.keys(NOISE_FAMILIES) as readonly NoiseFamily[];

test.each(families)("as many points lie outside the band as the verdict says: noise %s", (family) => {
  const spectrum = addNoiseOf(VALID_CELLS["two arcs"], family, 5003);
  const result = kramersKronig(spectrum);
  const sweep = {
    index: 0,
    spectrum,
    time: null,
    startTime: null,
    dcCurrent: null,
    dcVoltage: null,
    rows: new Int32Array(spectrum.frequency.length),
    table: "",
  };
  const { data } = kramersKronigResiduals(
    { sweep, kramersKronig: result, drt: null, circuit: null },
    { theme: lightTheme },
  );
  const bands = data.filter(({ mode }) => mode === "lines");
  const numbersOf = (values: unknown): readonly number[] => values as readonly number[];
  const edgeOf = (band: (typeof bands)[number] | undefined) => {
    const half = numbersOf(band?.x).length / 2;
    const [x, y] = [numbersOf(band?.x).slice(0, half), numbersOf(band?.y).slice(0, half)];
    return (f: number): number => {
      const next = x.findIndex((at) => at >= f);
      const [f1, y1] = [x[next] as number, y[next] as number];
      if (f1 === f || next === 0) return y1;
      const [f0, y0] = [x[next - 1] as number, y[next - 1] as number];
      return y0 + ((y1 - y0) * (f - f0)) / (f1 - f0);
    };
  };
  const edges = [edgeOf(bands[0]), edgeOf(bands[1] ?? bands[0])];
  let outside = 0;
  for (const [part, edge] of edges.entries()) {
    const [x, y] = [numbersOf(data[part]?.x), numbersOf(data[part]?.y)];
    x.forEach((f, k) => {
      if (Math.abs(y[k] as number) > edge(f)) outside++;
    });
  }
  expect(result.reason).toContain(`${outside} of ${result.outside?.values} residuals lie outside its 95 %`);
  expect(outside).toBe(result.outside?.count);
});
