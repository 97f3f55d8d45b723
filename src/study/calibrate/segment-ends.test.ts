// Oracles: the parameters that made the data; differences against the engine's sensitivities; coverage over seeded repeats.
import { describe, expect, it } from "vitest";
import { exact, measured, model, parameters, pulses, SIGMA, truth } from "../../../test/support/calibrated-cell.ts";
import { silentControl } from "../../base/task.ts";
import { compileProtocol } from "../../cell/protocol/compile.ts";
import { parseProtocol } from "../../cell/protocol/parse.ts";
import { estimate } from "./estimate.ts";
import { Evaluations } from "./evaluations.ts";
import { problemOf, slopesAt } from "./problem.ts";
import { valueAt } from "./scaling.ts";
import { segmentEndForward } from "./segment-ends.ts";

describe("a small cell", () => {
  it("recovers its parameters from noisy voltages within three standard deviations, and knows all of them", async () => {
    const fit = await estimate(measured(1), silentControl, { starts: 2 });
    const n = parameters.length;
    for (const [k, parameter] of parameters.entries()) {
      const deviation = Math.sqrt(fit.information.covariance[k * n + k]) * Math.log(parameter.to / parameter.from);
      expect(Math.abs(Math.log(valueAt(parameter, fit.optimum.places[k]) / truth[k]))).toBeLessThan(3 * deviation);
      expect(deviation).toBeLessThan(0.3);
    }
    expect(fit.counts.probability).toBeGreaterThan(0.001);
    expect(fit.information.combinations.every(({ verdict }) => verdict === "determined")).toBe(true);
  });

  it("slopes by the engine's sensitivities agree with central differences", async () => {
    const forward = measured(2);
    const places = Float64Array.of(0.6, 0.7, 0.4, 0.5);
    const own = await slopesAt(problemOf(new Evaluations(forward, silentControl)), places, 2);
    const { derivatives: _, ...plain } = forward;
    const found = await slopesAt(problemOf(new Evaluations({ ...plain, accuracy: 1e-6 }, silentControl)), places, 2);
    const largest = own.jacobian.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    own.jacobian.forEach((value, i) => {
      expect(Math.abs(value - found.jacobian[i])).toBeLessThan(2e-3 * largest);
    });
  });

  it("a run that ends early is a failure with its sentence, not an exception", async () => {
    const early = compileProtocol(parseProtocol(`stop if V > 0.02 V; ${pulses}`));
    const forward = segmentEndForward(model, early, parameters, {
      name: "pulses",
      experiment: "pulses",
      source: "made",
      voltage: exact,
      sigma: SIGMA,
    });
    const values = await forward.evaluate([...truth.slice(0, 3), 0.5], silentControl, "search");
    expect(values.at(-1)?.failed?.reason).toMatch(/V/);
    expect(values[0].failed).toBeUndefined();
  });
});
