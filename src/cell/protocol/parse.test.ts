// Oracle: what a researcher means by the sentence, in SI by hand.
import { describe, expect, test } from "vitest";
import { parseProtocol } from "./parse.ts";
import { printProtocol } from "./print.ts";
import type { Step } from "./protocol.ts";

const first = (text: string): Step => parseProtocol(text).steps[0] as Step;

describe("sentences", () => {
  test.each<[string, Step]>([
    [
      "strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V",
      {
        kind: "strip",
        rate: { value: 4, unit: "A/m2" },
        capacity: { value: 36_000, unit: "C/m2" },
        limits: [{ quantity: "voltage", direction: "reaches", value: 0.9 }],
      },
    ],
    [
      "plate at C/10 for 50% of capacity",
      { kind: "plate", rate: { value: 0.1, unit: "C-rate" }, capacity: { value: 0.5, unit: "capacity" } },
    ],
    ["rest 10 min", { kind: "rest", duration: 600 }],
    ["rest for 0:10:30", { kind: "rest", duration: 630 }],
    [
      "hold at 0.1 V until |i| < 0.05 mA/cm2",
      {
        kind: "hold",
        voltage: 0.1,
        limits: [{ quantity: "current", direction: "below", value: { value: 0.5, unit: "A/m2" } }],
      },
    ],
    ["hold at 0.1 V vs open circuit for 1 h", { kind: "hold", voltage: { vsOpenCircuit: 0.1 }, duration: 3600 }],
    [
      "staircase current from 0.05 to 1 mA/cm2 in steps of 0.05 mA/cm2, 40 s each",
      {
        kind: "staircase",
        quantity: "current",
        from: { value: 0.5, unit: "A/m2" },
        to: { value: 10, unit: "A/m2" },
        step: { value: 0.5, unit: "A/m2" },
        hold: 40,
      },
    ],
    [
      "cyclic voltammetry from open circuit to 1 V to -0.2 V at 10 mV/s, 3 cycles",
      {
        kind: "cyclic-voltammetry",
        from: { vsOpenCircuit: 0 },
        vertices: [1, -0.2],
        to: { vsOpenCircuit: 0 },
        scanRate: 0.01,
        cycles: 3,
      },
    ],
    [
      "strip at constant power 2 mW/cm2 for 1 h",
      { kind: "power", direction: "strip", power: { value: 20, unit: "W/m2" }, duration: 3600 },
    ],
    [
      "repeat 5000 { strip at 1 mA/cm2 for 1 s; rest 2 s }",
      {
        kind: "repeat",
        count: 5000,
        steps: [
          { kind: "strip", rate: { value: 10, unit: "A/m2" }, duration: 1 },
          { kind: "rest", duration: 2 },
        ],
      },
    ],
    [
      "impedance 7 MHz to 5 Hz, 5 uA, every step",
      {
        kind: "impedance",
        request: { from: 7e6, to: 5, pointsPerDecade: 10, amplitude: { quantity: "current", value: 5e-6, unit: "A" } },
        every: { step: "end" },
      },
    ],
    [
      "strip at 0.38 mA for 30 s, impedance 1 MHz to 0.2 Hz, 10 mV, 6 points per decade, during",
      {
        kind: "strip",
        rate: { value: 0.38e-3, unit: "A" },
        duration: 30,
        impedance: {
          request: { from: 1e6, to: 0.2, pointsPerDecade: 6, amplitude: { quantity: "voltage", value: 0.01 } },
          when: "during",
        },
      },
    ],
  ])("%s", (text, expected) => {
    expect(first(text)).toEqual(expected);
  });

  // the canonical sentence on the right
  test.each([
    ["RAMP current from 0 to 1 mA/cm2 at 0.1 mA/cm2/min", "ramp current from 0 mA/cm2 to 1 mA/cm2 at 0.1 mA/cm2/min"],
    ["ramp voltage to 1 V at 10 mV s⁻¹", "ramp voltage to 1 V at 10 mV/s"],
    ["Strip at 0,4 mA·cm⁻² for 1 mA h cm-2", "strip at 0.4 mA/cm2 for 1 mAh/cm2"],
    ["strip 400 µA/cm² for 2 hours", "strip at 0.4 mA/cm2 for 2 h"],
    ["strip at 0.4 mA per cm2 for 30 minutes or until 0.9 V", "strip at 0.4 mA/cm2 for 30 min or until 0.9 V"],
    ["rest until |dV/dt| < 1 mV/h or 2 h", "rest for 2 h or until |dV/dt| < 1 mV/h"],
    ["rest until dE/dt below 1 mV/h, or for 2 h", "rest for 2 h or until |dV/dt| < 1 mV/h"],
    ["hold at open circuit until C/20 or 1 h", "hold at open circuit for 1 h or until |i| < C/20"],
    ["plate at 1C until V < −0.2 V then stop", "plate at 1C until V < -0.2 V then stop"],
    ["strip at 1 mA for 1 h or until |V| > 3 V", "strip at 1 mA for 1 h or until V > 3 V or until V < -3 V"],
    ["impedance 7 MHz – 5 Hz, 5 µA", "impedance 7 MHz to 5 Hz, 5 µA, 10 points per decade"],
    ["rest 1 h # over night", "rest for 1 h"],
    ["formation: rest 1 h", '"formation": rest for 1 h'],
    ["rest 1 h 30 min 20 s", "rest for 5420 s"],
    ["step 0.4: rest 1 h", '"step 0.4": rest for 1 h'],
    ["pulse-train: repeat 2 { rest 1 s }", '"pulse-train": repeat 2 {\n  rest for 1 s\n}'],
    ["HOLD at 0.1V until i<0.05mA/cm2 or 10h", "hold at 0.1 V for 10 h or until |i| < 0.05 mA/cm2"],
    ["\ufeffplate at .4 mA / cm2\r\nfor 1h\r\n", "plate at 0.4 mA/cm2 for 1 h"],
    ["cv from 0 to 1 V at 1 mV/s", "cyclic voltammetry from 0 V to 1 V at 1 mV/s, 1 cycle, ending at 0 V"],
    ["strip at 1 mA/cm2\n  for 1 h\n  or until 0.9 V", "strip at 1 mA/cm2 for 1 h or until 0.9 V"],
    ["repeat 2 times\n{\nrest 1 s\n\n rest 2 s;\n}", "repeat 2 {\n  rest for 1 s\n  rest for 2 s\n}"],
  ])("%j is understood as %j", (text, canonical) => {
    expect(printProtocol(parseProtocol(text))).toBe(`${canonical}\n`);
  });

  test("a protocol has a name and limits that hold throughout", () => {
    const text = 'protocol "critical current"\nstop if |V| > 3 V\nrest 1 s';
    expect(parseProtocol(text)).toEqual({
      schema: "liquidus.protocol/1",
      name: "critical current",
      safety: [
        { quantity: "voltage", direction: "above", value: 3 },
        { quantity: "voltage", direction: "below", value: -3 },
      ],
      steps: [{ kind: "rest", duration: 1 }],
    });
  });
});

describe("errors quote the step, the place, what was understood and what was expected", () => {
  test.each([
    [
      "rest 1 h\nstrip at 0.4 mA/cm2 for 1 mA/cm2",
      'Line 2, column 25: "strip at 0.4 mA/cm2 for 1 mA/cm2": "1 mA/cm2" is a current density; expected what ends the step: a time, a charge or a limit, as in "strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V"; a charge has an h: 1 mAh/cm2.',
    ],
    [
      "rest 1 h; strip at 0.4 mA/cm2",
      'Line 1, column 11: "strip at 0.4 mA/cm2": it has no end; say when it ends, as in for 1 mAh/cm2 or until 0.9 V.',
    ],
    [
      "strip at 0.4 V for 1 h",
      'Line 1, column 10: "strip at 0.4 V for 1 h": "0.4 V" is a voltage; expected a current (mA/cm2, mA, or C/10), as in "strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V"; to keep a voltage write hold at 0.4 V for 1 h.',
    ],
    [
      "strip at 0.4 for 1 h",
      'Line 1, column 10: "strip at 0.4 for 1 h": "0.4" has no unit; expected a current (mA/cm2, mA, or C/10), as in "strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V".',
    ],
    [
      "impedance 7 MHz to 5 Hz",
      'Line 1, column 24: "impedance 7 MHz to 5 Hz": understood "impedance 7 MHz to 5 Hz", then found the end of the protocol; expected an amplitude (5 uA, 0.01 mA/cm2 or 10 mV), as in "impedance 7 MHz to 5 Hz, 5 uA, 10 points per decade, every step".',
    ],
    ["ramp current from 0 to 1 mA/cm2 at 0.1 mA/cm2", "say in which time it changes by that, as in 0.1 mA/cm2/min."],
    ["ramp current from 0 to 1 mA/cm2 at -0.1 mA/cm2/s", "the rate of a ramp is a number above 0, not -1"],
    ["rest NaN s", 'understood "rest", then found "NaN"; expected what ends the step'],
    ["rest 0 s", "a duration is a number above 0, not 0"],
    ["rest -5 s", "a duration is a number above 0, not -5"],
    ["rest 1 H", "hours are written with a small h"],
    ["rest 1 parsec", 'Unit "parsec" is not known'],
    ["rest 1e999 s", 'Line 1, column 6: "1e999" is too large for a number.'],
    ["rest for 1 mAh", "no charge passes in a rest; write a time, as in rest 10 min."],
    ["rest until 0.1 V", "a rest may reach a voltage from either side: write until V > 0.1 V or until V < 0.1 V."],
    ["strip at 1,000 mA/cm2 for 1 s", '"1,000": is the comma a decimal mark? Write it with a point.'],
    ["strip at -1 mA/cm2 for 1 s", "for the other way write plate."],
    ["strip at 0 mA/cm2 for 1 s", "a current of 0 strips nothing; write rest for 1 h."],
    [
      "strip at 1 mA/cm2 until |i| < 1 mA",
      "its current is constant, so a current cannot end it; leave that limit out.",
    ],
    ["strip at 1 mA/cm2 for 1 s and until 1 V", "a step ends at whichever of its ends comes first"],
    ["strip at 1 mA/cm2 for 1 s or 2 s", "a step has one duration, and here is a second one."],
    ["strip at 1 mA/cm2 until 1 V then leave", "no repeat stands around this step"],
    ["hold at 1 V until |V| < 0.1 V", "|V| < … is a band around 0"],
    ["repeat 1e12 { rest 1 s }", '"1e12" is not a whole number from 1 to 1000000000'],
    ["repeat 0 { rest 1 s }", '"0" is not a whole number from 1'],
    ["repeat 2.5 { rest 1 s }", '"2.5" is not a whole number from 1'],
    ["repeat 2 { }", "a repeat without steps repeats nothing"],
    ["repeat 2 { rest 1 s", 'Line 1, column 1: "repeat 2": its "{" is not closed'],
    ["rest 1 s }", 'this "}" closes no repeat.'],
    ["repeat 2 { stop if V > 3 V; rest 1 s }", '"stop if" holds for the whole protocol'],
    [`${"repeat 2 { ".repeat(33)}rest 1 s${"}".repeat(33)}`, "repeats stand within one another up to 32 deep."],
    ["charge at 1 mA for 1 h", '"charge" is no step here: say which electrode process it is: strip or plate'],
    [
      "staircase current from 0 to 1 A/m2 in steps of 1e-9 A/m2, 1 s each",
      "it has 1.00e+9 stairs; up to 1000000 are made.",
    ],
    ["impedance 1 kHz to 1 Hz, 5 uA, at the end", "a spectrum at the end belongs to a step"],
    ["cyclic voltammetry from 0 to 0 V at 1 mV/s", "its voltage never changes"],
    ["", "the protocol has no step; write one"],
    ["# nothing", "the protocol has no step; write one"],
    ['rest 1 s "a', "the quotation mark is not closed on this line"],
    ["rest 1 s & rest 2 s", '"&" is not part of the language; notes stand behind a #.'],
    ["rest 10 min 5 V", 'understood "rest 10 min", then found "5"; expected the end of the step (a new line or ;)'],
  ])("%j", (text, message) => {
    expect(() => parseProtocol(text)).toThrow(message);
  });
});

describe("sentences in the habit of other programs", () => {
  test.each([
    [
      "10 times: strip at 1 mA/cm2 for 1 h",
      /"10 times:" is a name to this language, not a count: write repeat 10 \{ … \}/,
    ],
    ["3x: rest 1 s", /write repeat 3 \{ … \}/],
    ["Cycle 1-10: rest 1 s", /write repeat 10 \{ … \}/],
    ["loop 5: rest 1 s", /write repeat 5 \{ … \}/],
    ["10 times { rest 1 s }", /steps that recur stand in a repeat: write repeat 10 \{ … \}/],
    ["CC 1 mA/cm2 1h", /"CC" is no step here: write strip at 1 mA\/cm2 for 1 h/],
    ["CV 0.1 V 1h", /for a constant voltage write hold at 0\.1 V for 1 h/],
    ["OCV 1 h", /"OCV" is no step here: write rest for 1 h/],
    ["rest for 1h30", /write 1 h 30 min\./],
    ["strip at 1 mA/cm2 for 2min30", /write 2 min 30 s\./],
  ])("%s is refused with what to write", (text, cure) => {
    expect(() => parseProtocol(text)).toThrow(cure);
  });

  test("names that are no counts stay names", () => {
    expect(first("cycle 1: rest 1 s").name).toBe("cycle 1");
    expect(first('"10 times": rest 1 s').name).toBe("10 times");
    expect(first("step 10: rest 1 s").name).toBe("step 10");
  });

  test("an end may stand behind another without or, and points per decade may be short", () => {
    expect(first("strip at 1 mA/cm2 for 1 h until 0.9 V")).toEqual(first("strip at 1 mA/cm2 for 1 h or until 0.9 V"));
    expect(first("strip at 1 mA/cm2 until 0.9 V for 1 h")).toEqual(first("strip at 1 mA/cm2 until 0.9 V or for 1 h"));
    const written = first("impedance 1 kHz to 1 Hz, 5 mV, 7 points per decade");
    for (const short of ["7 pts/decade", "7 pts/dec", "7 pts per decade", "7 ppd"]) {
      expect(first(`impedance 1 kHz to 1 Hz, 5 mV, ${short}`)).toEqual(written);
    }
  });
});
