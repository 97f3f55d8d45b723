// Oracle: the parameters that made the data.
import { expect, it } from "vitest";
import { measured, parameters, truth } from "../../../test/support/calibrated-cell.ts";
import { silentControl } from "../../base/task.ts";
import { estimate } from "./estimate.ts";
import { valueAt } from "./scaling.ts";

it("intervals of 95 % cover the truth over 60 repeats (4 standard errors of a binomial of 240)", async () => {
  let covered = 0;
  const n = parameters.length;
  for (let seed = 1; seed <= 60; seed++) {
    const fit = await estimate(measured(seed), silentControl, { starts: 1, profiles: false });
    for (const [k, parameter] of parameters.entries()) {
      const deviation =
        fit.widening * Math.sqrt(fit.information.covariance[k * n + k]) * Math.log(parameter.to / parameter.from);
      const z = Math.log(valueAt(parameter, fit.optimum.places[k]) / truth[k]) / deviation;
      if (Math.abs(z) < 1.959964) covered++;
    }
  }
  expect(Math.abs(covered - 0.95 * 240)).toBeLessThan(4 * Math.sqrt(0.05 * 0.95 * 240));
});
