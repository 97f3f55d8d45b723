// Oracle: sentences that runs ended with, put by hand into the units of the ledger.
import { expect, it } from "vitest";
import { endingText } from "./ending-text.ts";

const summary = { endVoltage: 0, lowestVoltage: 0, highestVoltage: 0, stripped: 0, plated: 0, charge: 0 };
const ended = (message: string | null, duration: number) =>
  endingText({
    end: { kind: message === null ? "completed" : "stopped-by-limit", message },
    summary: { ...summary, duration },
  });

it("an ending is told in mA/cm² and in hours, minutes or seconds", () => {
  expect(ended(null, 10)).toBe("Completed.");
  expect(
    ended(
      'Stopped: filament.length is 0.0015 m, above 0.0015 m: short circuit: a filament has crossed the electrolyte, in step 11 "plate 0.4", "plate at 0.4 mA/cm2 for 1 h" at 29474.8 s.',
      29474.8,
    ),
  ).toBe(
    'Stopped: short circuit: a filament has crossed the electrolyte, in step 11 "plate 0.4", "plate at 0.4 mA/cm² for 1 h", after 8.19 h.',
  );
  expect(
    ended('Stopped: stop if V > 3 V, met in step 3, "strip at 1 mA/cm2 for 20 mAh/cm2" at 2921.54 s.', 2921.54),
  ).toBe('Stopped: stop if V > 3 V, met in step 3, "strip at 1 mA/cm² for 20 mAh/cm²", after 48.7 min.');
  expect(ended("Stopped: by hand, in step 1 at 1.5 s.", 1.5)).toBe("Stopped: by hand, in step 1, after 1.5 s.");
});
