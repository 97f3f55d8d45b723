// How a run ended, in words. Oracle: the sentences of runs, put into words by hand.
import { expect, it } from "vitest";
import { endSentence } from "./simulate-sentences.ts";

const summary = { duration: 0, endVoltage: 0, lowestVoltage: 0, highestVoltage: 0, stripped: 0, plated: 0, charge: 0 };
const ended = (message: string): string =>
  endSentence({ end: { kind: "stopped-by-limit", message }, summary, segments: [] });

it("says what a bound means and when, in h and min", () => {
  expect(
    ended(
      'Stopped: filament.length is 0.0015 m, above 0.0015 m: short circuit: a filament has crossed, in step 11 "plate 0.4", "plate at 0.4 mA/cm2 for 1 h" at 29477.2 s.',
    ),
  ).toBe(
    'Stopped: short circuit: a filament has crossed, in step 11 "plate 0.4", "plate at 0.4 mA/cm2 for 1 h" at 8\u00a0h 11\u00a0min.',
  );
  expect(
    ended(
      "Stopped: pool.surface concentration is 42016.9 mol/m3, above 42016.8 mol/m3: the metal holds no more, in step 1 at 1.5 s.",
    ),
  ).toBe("Stopped: the metal holds no more, in step 1 at 1.5\u00a0s.");
});
