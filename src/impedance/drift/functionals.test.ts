// Oracle: Student's table, two-sided 95 %.
import { expect, it } from "vitest";
import { impedanceSpectrum } from "../spectrum.ts";
import { CourseReader } from "./functionals.ts";
import { joinSweeps } from "./joint-data.ts";
import { jointModel } from "./joint-model.ts";
import { timeBasis } from "./time-basis.ts";

it.each([
  [1, 12.706],
  [3, 3.182],
  [9, 2.262],
  [30, 2.042],
])("half an interval with %i degrees of freedom of the noise is %f standard deviations", (freedom, factor) => {
  const time = Float64Array.from({ length: 8 }, (_, k) => k);
  const frequency = time.map((k) => 10 ** (3 - k));
  const { data } = joinSweeps([
    {
      spectrum: impedanceSpectrum(
        frequency,
        frequency.map(() => 1),
        frequency.map(() => -0.1),
      ),
      time,
    },
  ]);
  const basis = timeBasis(time, { start: 0, end: 7, rates: 4, fastest: 20, bins: 3 });
  const model = jointModel(data, { arcs: 0, skewed: false, drifting: [], links: [] }, basis, new Float64Array(0));
  const [value, deviation] = [7, 0.2];
  const mean = new Float64Array(8);
  mean[0] = value;
  const component = {
    priors: [],
    logEvidence: 0,
    weight: 1,
    model,
    mean,
    covariance: Float64Array.of(deviation ** 2),
    places: Int32Array.of(0),
  };
  const read = new CourseReader([component], 1, 0.95, freedom).read({ which: 0, at: 2 });
  expect(read.value).toBeCloseTo(value, 5);
  expect((read.upper - read.lower) / 2 / deviation).toBeCloseTo(factor, 2);
});
