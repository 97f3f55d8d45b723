// Oracles: arithmetic by hand on the sentences; the electrode conventions of cell/conventions.ts.
import { describe, expect, test } from "vitest";
import { checkProtocol } from "./check.ts";
import { compileProtocol } from "./compile.ts";
import type { CompileOptions } from "./compile-options.ts";
import { parseProtocol } from "./parse.ts";
import { resolveControl, type Segment, type SegmentOutcome } from "./segment.ts";
import { protocolDuration, summaryOf } from "./summary.ts";

const compile = (text: string, options: CompileOptions = {}) => compileProtocol(parseProtocol(text), options);
const list = (text: string, options: CompileOptions = {}): readonly Segment[] => [...compile(text, options).segments()];

/** Runs the segments, each told `how` it went. */
function run(text: string, how: (segment: Segment, k: number) => SegmentOutcome): readonly Segment[] {
  const segments = compile(text).segments();
  const all: Segment[] = [];
  for (
    let next = segments.next();
    !next.done && all.length < 1000;
    next = segments.next(how(all[all.length - 1] as Segment, all.length))
  ) {
    all.push(next.value);
  }
  return all;
}

const quiet = { startVoltage: 0, endVoltage: 0 };

describe("segments", () => {
  test("of pulses: who, how long, which pass", () => {
    const segments = list("repeat 5000 { strip at 1 mA/cm2 for 1 s; rest 2 s }");
    expect(segments.length).toBe(10_000);
    expect(segments[73]).toEqual({
      step: "1.2 (pass 37 of 5000)",
      sentence: "rest for 2 s",
      control: { quantity: "current", from: 0, slope: 0 },
      duration: 2,
      end: "for 2 s",
      limits: [],
    });
    expect(segments[72]?.control).toEqual({ quantity: "current", from: 10, slope: 0 });
  });

  test("of nested repeats carry every pass", () => {
    const segments = list("rest 1 s; repeat 2 { rest 1 s; repeat 3 { rest 2 s } }");
    expect(segments.map((segment) => segment.step)).toEqual([
      "1",
      "2.1 (pass 1 of 2)",
      "2.2.1 (pass 1 of 2, pass 1 of 3)",
      "2.2.1 (pass 1 of 2, pass 2 of 3)",
      "2.2.1 (pass 1 of 2, pass 3 of 3)",
      "2.1 (pass 2 of 2)",
      "2.2.1 (pass 2 of 2, pass 1 of 3)",
      "2.2.1 (pass 2 of 2, pass 2 of 3)",
      "2.2.1 (pass 2 of 2, pass 3 of 3)",
    ]);
  });

  test("a charge at constant current is an exact duration, whichever end comes first", () => {
    const [first, second] = list(
      "strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V; plate at 0.4 mA/cm2 for 1 h or for 1 mAh/cm2",
    );
    expect(first?.duration).toBe(9000);
    expect(first?.end).toBe("for 1 mAh/cm2");
    expect(first?.limits).toEqual([
      { quantity: "voltage", direction: "above", value: 0.9, action: "next", sentence: "until 0.9 V" },
    ]);
    expect([second?.control.from, second?.duration, second?.end]).toEqual([-4, 3600, "for 1 h"]);
  });

  test("of the counter electrode have the other sign, and a voltage is reached from the other side", () => {
    const [strip, ramp, stairs] = list(
      "strip at 1 mA/cm2 until -0.9 V; ramp current from 0 to 1 mA/cm2 at 1 mA/cm2/s; staircase current from 1 to 2 mA/cm2 in steps of 1 mA/cm2, 5 s each until 0.1 V",
      { electrode: "counter" },
    );
    expect(strip?.control.from).toBe(-10);
    expect(strip?.limits[0]?.direction).toBe("below");
    expect(ramp?.control.slope).toBe(-10);
    expect(stairs?.control.from).toBe(-10);
    expect(stairs?.limits[0]?.direction).toBe("below");
  });

  test("absolute amounts take the area, C-rates the capacity", () => {
    const options = { area: 0.385e-4, nominalCapacity: { value: 7.2, unit: "C" } } as const;
    const [a, b, c] = list(
      "strip at 0.154 mA for 1 mAh; plate at C/10 for 50% of capacity; strip at constant power 2 mW for 1 h",
      options,
    );
    expect(a?.control.from).toBeCloseTo(4, 12);
    expect(a?.duration).toBeCloseTo(3600 / 0.154, 8);
    expect(b?.control.from).toBeCloseTo(-0.2e-3 / 0.385e-4, 12);
    expect(b?.duration).toBeCloseTo(5 * 3600, 8);
    expect(c?.control.from).toBeCloseTo(2e-3 / 0.385e-4, 12);
  });

  test("say what is missing, quoting the step", () => {
    expect(() => compile("strip at 0.4 mA for 1 h")).toThrow(
      '"strip at 0.4 mA for 1 h": 0.4 mA is absolute, and the simulator counts per area: give the area of the working electrode, as in 0.385 cm2, or write a density, as in 0.4 mA/cm2.',
    );
    expect(() => compile("strip at 0.4 mA/cm2 for 1 mAh")).toThrow("1 mAh is absolute");
    expect(() => compile("strip at 0.4 mA/cm2 for 1 mAh")).toThrow("as in 1 mAh/cm2");
    expect(() => compile("plate at C/10 for 1 h")).toThrow(
      '"plate at C/10 for 1 h": C/10 needs a capacity: give the nominal capacity',
    );
    expect(() => compile("rest 1 s", { area: 0 })).toThrow("The area of the working electrode is 0 m²");
  });

  test("of a staircase: twenty stairs with a spectrum each, and a limit leaves them all", () => {
    const text =
      "staircase current from 0.05 to 1 mA/cm2 in steps of 0.05 mA/cm2, 40 s each until V > 3 V, impedance 7 MHz to 5 Hz, 5 uA, every step; rest 1 s";
    const segments = list(text);
    expect(segments.length).toBe(21);
    expect(segments.map((segment) => segment.control.from)).toEqual([
      ...Array.from({ length: 20 }, (_, k) => Number((0.5 * (k + 1)).toPrecision(12))),
      0,
    ]);
    expect(segments.slice(0, 20).every((segment) => segment.impedance?.at === "end")).toBe(true);
    expect(segments[2]?.sentence).toMatch(/: stair 3 of 20, 0\.15 mA\/cm2$/);
    const stopped = run(text, (segment, k) =>
      k === 4 && segment.limits[0] !== undefined ? { ...quiet, endedBy: segment.limits[0] } : quiet,
    );
    expect(stopped.map((segment) => segment.step)).toEqual(["1", "1", "1", "1", "2"]);
  });

  test("of a staircase through zero: the charges of both ways are arithmetic series", () => {
    const { totals, netCharge } = compile(
      "staircase current from -0.3 to 0.5 mA/cm2 in steps of 0.1 mA/cm2, 10 s each",
    );
    expect(totals.segments).toBe(9);
    expect(totals.negativeCharge).toBeCloseTo(10 * (3 + 2 + 1), 9);
    expect(totals.positiveCharge).toBeCloseTo(10 * (1 + 2 + 3 + 4 + 5), 9);
    expect(netCharge).toBeCloseTo(90, 9);
    expect(compile("staircase current from 0 to 1 A/m2 in steps of 1e-6 A/m2, 1 s each").netCharge).toBeCloseTo(
      500_000.5,
      3,
    );
  });

  test("carry the name of their step", () => {
    const names = list('formation: strip at 1 mA/cm2 for 1 s; "first scan": cv from 0 to 1 V at 1 V/s; rest 1 s').map(
      ({ name }) => name,
    );
    expect(names).toEqual(["formation", "first scan", "first scan", undefined]);
  });

  test("of a voltammogram: vertex to vertex, cycle after cycle, back to the end", () => {
    const legs = (text: string): readonly string[] =>
      list(text).map(({ control, duration }) => `${control.from} ${control.slope} ${Number(duration.toPrecision(12))}`);
    expect(legs("cyclic voltammetry from 0 V to 1 V to -0.2 V at 10 mV/s, 2 cycles")).toEqual([
      "0 0.01 100",
      "1 -0.01 120",
      "-0.2 0.01 120",
      "1 -0.01 120",
      "-0.2 0.01 20",
    ]);
    expect(legs("cv from 0 to 1 V at 10 mV/s, 2 cycles")).toEqual([
      "0 0.01 100",
      "1 -0.01 100",
      "0 0.01 100",
      "1 -0.01 100",
    ]);
  });

  test("against open circuit are numbers once the first has said where it began", () => {
    const text = "rest 1 s; cyclic voltammetry from open circuit to 1 V to -0.2 V at 10 mV/s";
    const told = run(text, (_, k) => (k === 2 ? { startVoltage: 0.05, endVoltage: 1 } : quiet));
    expect(told[1]?.control).toEqual({ quantity: "voltage", from: "present", slope: 0.01, to: 1 });
    expect(resolveControl(told[1] as Segment, { current: 0, voltage: 0.05, power: 0 })).toEqual({
      value: 0.05,
      slope: 0.01,
      duration: 95,
    });
    expect(told[3]?.control).toEqual({ quantity: "voltage", from: -0.2, slope: 0.01 });
    expect(told[3]?.duration).toBeCloseTo(25, 12);
    const untold = list(text);
    expect(untold[3]?.control).toEqual({ quantity: "voltage", from: -0.2, slope: 0.01, to: { vsOpenCircuit: 0 } });
    const end = resolveControl(untold[3] as Segment, { current: 0, voltage: -0.2, power: 0 }, -0.3);
    expect([end.value, end.slope, Number(end.duration.toPrecision(12))]).toEqual([-0.2, -0.01, 10]);
  });

  test("of a hold against open circuit start from the present value", () => {
    const [hold] = list("hold at 0.1 V vs open circuit for 1 h");
    expect(resolveControl(hold as Segment, { current: 0, voltage: 3, power: 0 })).toEqual({
      value: 3.1,
      slope: 0,
      duration: 3600,
    });
  });

  test("a limit leaves the innermost repeat, or stops the protocol", () => {
    const text =
      "repeat 3 { repeat 5 { strip at 1 mA/cm2 for 1 s or until 0.9 V then leave the repeat }; rest 2 s }; rest 3 s";
    const left = run(text, (segment, k) =>
      k === 2 && segment.limits[0] !== undefined ? { ...quiet, endedBy: segment.limits[0] } : quiet,
    );
    expect(left.slice(0, 4).map((segment) => segment.step)).toEqual([
      "1.1.1 (pass 1 of 3, pass 1 of 5)",
      "1.1.1 (pass 1 of 3, pass 2 of 5)",
      "1.2 (pass 1 of 3)",
      "1.1.1 (pass 2 of 3, pass 1 of 5)",
    ]);
    const stopped = run(`stop if V > 3 V; ${text}`, (segment, k) =>
      k === 2 ? { ...quiet, endedBy: segment.limits[segment.limits.length - 1] as Segment["limits"][number] } : quiet,
    );
    expect(stopped.length).toBe(2);
    expect(stopped[1]?.limits[1]?.sentence).toBe("stop if V > 3 V");
  });

  test("spectra of their own, every few passes, and with every step of a block", () => {
    const own = list("repeat 6 { rest 1 s; impedance 7 MHz to 5 Hz, 5 uA, every 3 passes }");
    expect(own.map((segment) => segment.duration)).toEqual([1, 1, 1, 0, 1, 1, 1, 0]);
    expect(own[3]).toMatchObject({ step: "1.2 (pass 3 of 6)", impedance: { at: "start" }, control: { from: 0 } });
    const every = list(
      "rest 1 s; repeat 1 { impedance 7 MHz to 5 Hz, 5 uA, every step, at the start; strip at 1 mA/cm2 for 1 s; repeat 1 { rest 1 s } }; rest 1 s",
    );
    expect(every.map((segment) => segment.impedance?.at)).toEqual([undefined, "start", "start", undefined]);
  });

  test("of a power or a hold end at a charge as a limit", () => {
    const [power] = list("plate at constant power 2 mW/cm2 for 1 h or for 1 mAh/cm2 or until -1 V");
    expect(power?.control).toEqual({ quantity: "power", from: -20, slope: 0 });
    expect(power?.limits).toEqual([
      { quantity: "charge", direction: "above", value: 36000, action: "next", sentence: "for 1 mAh/cm2" },
      { quantity: "voltage", direction: "below", value: -1, action: "next", sentence: "until -1 V" },
    ]);
  });
});

describe("in words", () => {
  test("5000 pulses", () => {
    const compiled = compile("repeat 5000 { strip at 1 mA/cm2 for 1 s; rest 2 s }");
    expect(summaryOf(compiled)).toBe(
      "15 000 s (4 h 10 min), 10 000 segments, 5000 of them at constant current, 1.3889 mAh/cm2 stripped",
    );
    expect(compiled.netCharge).toBe(50_000);
    expect(compiled.totalDuration).toBe(15_000);
  });

  test("large numbers are whole, and hours have their seconds", () => {
    const pulses = summaryOf(compile("repeat 1000000000 { strip at 1 mA/cm2 for 1 s; rest 2 s }")).replace(/\s/g, " ");
    expect(pulses).toBe(
      "3 000 000 000 s (34 722 d 5 h 20 min), 2 000 000 000 segments, 1 000 000 000 of them at constant current, 277 777.78 mAh/cm2 stripped",
    );
    expect(summaryOf(compile("rest for 5420 s"))).toBe("5420 s (1 h 30 min 20 s), 1 segment");
  });

  test("an instrument takes time for spectra, but for those during a step", () => {
    // Σ 0.025 s + 2.1/f over 1 kHz, 100, 10 and 1 Hz: 0.1 s + 2.1 · 1.111 s
    const sweep = "impedance 1 kHz to 1 Hz, 5 mV, 1 points per decade";
    const scan = 0.1 + 2.1 * 1.111;
    expect(compile(sweep).totals.scan).toBeCloseTo(scan, 12);
    expect(summaryOf(compile(sweep))).toBe("0 s, and about 2.4 s for spectra on an instrument, 1 segment");
    expect(
      compile(`repeat 10 { ${sweep}, every 5 passes; rest 1 s }; rest 1 h, ${sweep}, at the end`).totals.scan,
    ).toBeCloseTo(3 * scan, 12);
    expect(compile(`rest 1 h, ${sweep}, during`).totals.scan).toBe(0);
    expect(
      compile(`cyclic voltammetry from 0 V to 1 V at 10 mV/s, 5 cycles, ${sweep}, at the end`).totals.scan,
    ).toBeCloseTo(scan, 12);
  });

  test("limits of the whole protocol hold during a spectrum of its own", () => {
    const [segment] = list("stop if V > 3 V; impedance 1 kHz to 1 Hz, 5 mV");
    expect(segment?.limits.map(({ sentence }) => sentence)).toEqual(["stop if V > 3 V"]);
  });

  test("what a limit ends is at most, or not known", () => {
    const text = "strip at 1 mA/cm2 for 1 h or until 0.9 V; rest until |dV/dt| < 1 mV/h";
    expect(summaryOf(compile(text))).toBe(
      "at most 3600 s (1 h), 2 segments, 1 of them at constant current, at most 1 mAh/cm2 stripped, 1 of a duration that is not known beforehand",
    );
    expect(protocolDuration(parseProtocol(text))).toEqual({ known: 3600, openEnded: 1, limited: 2 });
  });
});

describe("a sweep during a step that is too short for it", () => {
  const messages = (text: string): readonly string[] =>
    checkProtocol(parseProtocol(text)).map(({ message }) => message);
  const sweep = "impedance 1 kHz to 1 Hz, 0.01 mA/cm2, 1 points per decade";
  test.each([
    [`strip at 1 mA/cm2 for 2 s, ${sweep}, during`, /takes about 2\.43 s, longer than the step, which lasts 2 s/],
    [`strip at 3.6 mA/cm2 for 0.002 mAh/cm2, ${sweep}, during`, /which lasts 2 s/],
    [`${sweep}, every step, during; rest 1 s`, /which lasts 1 s/],
    [`staircase current from 0.1 to 1 mA/cm2 in steps of 0.1 mA/cm2, 2 s each, ${sweep}, during`, /which lasts 2 s/],
  ])("%s", (text, message) => expect(messages(text)).toEqual([expect.stringMatching(message)]));
  test("long enough is right", () => {
    expect(messages(`strip at 1 mA/cm2 for 3 s, ${sweep}, during; rest 1 s, ${sweep}, at the end`)).toEqual([]);
  });
});

describe("remarks", () => {
  const remarks = (text: string): readonly string[] =>
    checkProtocol(parseProtocol(text)).map(({ step, message }) => `${step}: ${message}`);

  test("on what may not be meant", () => {
    expect(remarks("strip at 1 mA/cm2 for 1 h; impedance 1 kHz to 1 Hz, 5 uA")).toEqual([
      expect.stringMatching(
        /^2: the spectrum is taken at zero current, in the instant in which the strip before it ends/,
      ),
    ]);
    expect(remarks("repeat 2 { plate at 1 mA/cm2 for 1 h or until 0.9 V }")).toEqual([
      expect.stringMatching(/^1\.1: until 0\.9 V is read as V < 0\.9 V/),
    ]);
    expect(remarks("staircase voltage from 0 to 1 V in steps of 0.3 V, 1 s each")).toEqual([
      expect.stringMatching(/^1: its last stair of 4 lies 33\.3 % of a step before its end/),
    ]);
    expect(remarks("strip at 1 mA/cm2 for 1 s; hold at open circuit for 1 s")).toEqual([
      expect.stringMatching(/^2: it refers to open circuit, and a strip stands before it/),
    ]);
  });

  test("on spectra that a voltammogram cannot have", () => {
    expect(remarks("impedance 1 kHz to 1 Hz, 5 uA, every step, during; cv from 0 to 1 V at 1 V/s")).toEqual([
      "2: no spectrum is taken during a voltammogram, though every step asks for one.",
    ]);
  });

  test("none on the sentences of the guide", () => {
    expect(
      remarks(
        "rest 10 min; strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V; rest 1 h; staircase current from 0.05 to 1 mA/cm2 in steps of 0.05 mA/cm2, 40 s each",
      ),
    ).toEqual([]);
  });
});
