// The claims that the longer shipped studies decide, with the shipped set: verdicts, outcomes and numbers as they stand, within 2 %.
// A change of the model or of the set that moves one of them has to change this list, and docs/claims.md with it.
import { expect, it } from "vitest";
import { runTask } from "../base/task.ts";
import { computeClaims } from "./compute.ts";
import type { Outcome, Verdict } from "./result.ts";

type Pin = readonly [name: string, outcome: Outcome, value: number | null];

const pins: Readonly<Record<string, readonly [verdict: Verdict, checks: readonly Pin[]]>> = {
  B7: [
    "undetermined",
    [
      ["threshold of NaK50", "unexplained", 0.524],
      ["threshold of NaK65", "agrees", 0.141],
      ["time to 3 V of NaK80 at 0.05 mA/cm²", "agrees", 35.2],
      ["largest current of NaK50", "agrees", 1],
    ],
  ],
  B8: [
    "undetermined",
    [
      ["interface arc in the window", "possible", null],
      ["peak of the grain boundary", "agrees", 2.04e-6],
      ["peak of the pristine interface", "agrees", 1.11e-4],
      ["growth of the interface at 1 mA/cm²", "agrees", 1.96],
      ["its time constant at 1 mA/cm² over the pristine", "agrees", 0.297],
      ["fastest process of the interface at 1 mA/cm²", "agrees", 3.3e-5],
      ["processes of the interface at 1 mA/cm²", "unexplained", 1],
    ],
  ],
  B9: [
    "reproduced",
    [
      ["peak of the interface 35 s into the rest", "agrees", 1.36e-4],
      ["interface 35 s into the rest over pristine", "agrees", 3.5],
      ["time until the interface is pristine within 10 %", "agrees", 8.9],
    ],
  ],
  B10: [
    "undetermined",
    [
      ["pulsed capacity", "possible", null],
      ["steady capacity", "possible", null],
      ["time to 3 V without rest", "unexplained", 40.8],
      ["capacity with rests of 0.1 s", "agrees", 1.73],
      ["capacity with rests of 2 s", "agrees", 10.25],
      ["capacity with rests of 5 s", "agrees", 13.1],
      ["capacity with rests of 10 s", "agrees", 13.6],
      ["capacity at 0.25 mA/cm²", "agrees", 20],
    ],
  ],
};

it("B7 to B10 with the shipped set", async () => {
  const { claims, warnings } = await runTask(computeClaims({ ids: Object.keys(pins) }));
  expect(warnings.map(({ code }) => code)).toEqual(["assessment-is-a-fit"]);
  for (const { id, verdict, checks } of claims) {
    const [wanted, rows] = pins[id] ?? [];
    expect([id, verdict]).toEqual([id, wanted]);
    expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual(rows?.map(([name, outcome]) => [name, outcome]));
    rows?.forEach(([name, , value], k) => {
      const found = checks[k]?.computed.value ?? null;
      if (value === null) expect(found, name).toBeNull();
      else expect(Math.abs((found ?? Number.NaN) / value - 1), `${name}: ${found}`).toBeLessThan(0.02);
    });
  }
  // Over the disc the staircase ends at 0.78 mA/cm²: a spectrum of its last stair is none of 1 mA/cm².
  const growth = claims.find(({ id }) => id === "B8")?.checks.find(({ name }) => name.startsWith("growth"));
  expect(growth?.byArea?.find(({ area }) => area === "disc")).toMatchObject({ value: null, outcome: "unexplained" });
});
