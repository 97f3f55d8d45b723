// Oracles: the data a sentence was printed from; the sums of durations and charges worked out from the data alone.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError, FormatError } from "../../base/errors.ts";
import { compileProtocol } from "./compile.ts";
import { parseProtocol } from "./parse.ts";
import { printProtocol } from "./print.ts";
import type { Protocol, Step, StepLimit } from "./protocol.ts";
import { protocolFromJson, validateProtocol } from "./validate.ts";

const positive = fc.oneof(
  fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
  fc.integer({ min: 1, max: 5000 }).map((k) => k / 1000),
  fc.constantFrom(1, 2, 3, 4, 10, 36, 60, 600, 3600, 36000, 1 / 3, 0.1, 5e-6, 1e-3 / 3600),
);
const signed = fc.tuple(positive, fc.boolean()).map(([value, negative]) => (negative ? -value : value));
const voltage = fc.oneof(
  fc.constant(0),
  signed,
  signed.map((vsOpenCircuit) => ({ vsOpenCircuit })),
  fc.constant({ vsOpenCircuit: 0 }),
);
const unit = fc.constantFrom("A/m2" as const, "A" as const, "C-rate" as const);
const current = fc.record({ value: positive, unit });
const anyCurrent = fc.record({ value: fc.oneof(fc.constant(0), signed), unit });
const action = (inside: boolean) =>
  inside ? fc.constantFrom("next", "leave-repeat", "stop") : fc.constantFrom("next", "stop");

type Quantity = StepLimit["quantity"];

/** Limits of these quantities; "reaches" only where the step says which way. */
function limits(
  quantities: readonly Quantity[],
  inside: boolean,
  reaches: boolean,
): fc.Arbitrary<readonly StepLimit[]> {
  const directions = fc.constantFrom("above" as const, "below" as const);
  const act = fc.option(action(inside), { nil: undefined }).map((one) => (one === undefined ? {} : { action: one }));
  const of = (quantity: Quantity): fc.Arbitrary<StepLimit> => {
    if (quantity === "voltage") {
      const sides = reaches ? fc.constantFrom("above" as const, "below" as const, "reaches" as const) : directions;
      return fc
        .tuple(sides, signed, act)
        .map(([direction, value, a]) => ({ quantity, direction, value, ...a }) as StepLimit);
    }
    return quantity === "current"
      ? fc
          .tuple(directions, current, act)
          .map(([direction, value, a]) => ({ quantity, direction, value, ...a }) as StepLimit)
      : fc
          .tuple(directions, positive, act)
          .map(([direction, value, a]) => ({ quantity, direction, value, ...a }) as StepLimit);
  };
  return fc.array(fc.constantFrom(...quantities).chain(of), { maxLength: 3 });
}

const capacity = fc.record({ value: positive, unit: fc.constantFrom("C/m2", "C", "capacity") });

function ends(quantities: readonly Quantity[], inside: boolean, reaches: boolean, charge = true): fc.Arbitrary<object> {
  return fc
    .record({
      duration: fc.option(positive, { nil: undefined }),
      capacity: charge ? fc.option(capacity, { nil: undefined }) : fc.constant(undefined),
      limits: limits(quantities, inside, reaches),
    })
    .map(({ duration, capacity: q, limits: list }) => {
      const some = duration !== undefined || q !== undefined || list.length > 0;
      return {
        ...(duration === undefined ? (some ? {} : { duration: 60 }) : { duration }),
        ...(q === undefined ? {} : { capacity: q }),
        ...(list.length === 0 ? {} : { limits: list }),
      };
    });
}

const only = (list: fc.Arbitrary<readonly StepLimit[]>): fc.Arbitrary<object> =>
  list.map((all) => (all.length === 0 ? {} : { limits: all }));

const request = fc.record({
  from: positive,
  to: positive,
  pointsPerDecade: fc.constantFrom(6, 10, 7.5, 1 / 3),
  amplitude: fc.oneof(
    fc.record({ quantity: fc.constant("current"), value: positive, unit: fc.constantFrom("A/m2", "A") }),
    fc.record({ quantity: fc.constant("voltage"), value: positive }),
  ),
});
const when = fc.constantFrom("start", "end", "during");
const nameText = fc.oneof(
  fc.constantFrom("formation", "pulse train", "until # {;}", "strip: 5 µA²", "Ω"),
  fc
    .string({ minLength: 1, maxLength: 12 })
    .filter((s) => s.trim() === s && !/["“”–—\u2212\uFE63\uFF0D]|\p{C}|\p{Zl}|\p{Zp}/u.test(s)),
);
const named = fc.option(nameText, { nil: undefined }).map((name) => (name === undefined ? {} : { name }));

function drive(inside: boolean): fc.Arbitrary<object> {
  const merge = (kind: fc.Arbitrary<object>, rest: fc.Arbitrary<object>): fc.Arbitrary<object> =>
    fc.tuple(kind, rest).map(([a, b]) => ({ ...a, ...b }));
  const constant = fc.constant;
  return fc.oneof(
    merge(
      fc.record({ kind: fc.constantFrom("strip", "plate"), rate: current }),
      ends(["voltage", "voltage-slope"], inside, true),
    ),
    merge(fc.record({ kind: constant("rest") }), ends(["voltage", "voltage-slope"], inside, false, false)),
    merge(fc.record({ kind: constant("hold"), voltage }), ends(["current"], inside, false)),
    merge(
      fc.record({
        kind: constant("power"),
        direction: fc.constantFrom("strip", "plate"),
        power: fc.record({ value: positive, unit: fc.constantFrom("W/m2", "W") }),
      }),
      ends(["voltage", "current", "voltage-slope"], inside, true),
    ),
    merge(
      fc
        .record({
          kind: constant("ramp"),
          quantity: constant("current"),
          from: anyCurrent,
          to: anyCurrent.map((c) => ({ ...c, value: c.value * 1.7 + 0.01 })),
          rate: fc.record({ value: positive, unit: fc.constantFrom("A/m2/s", "A/s") }),
        })
        .filter(({ from, to }) => from.value !== to.value),
      only(limits(["voltage", "voltage-slope"], inside, true)),
    ),
    merge(
      fc.record({
        kind: constant("ramp"),
        quantity: constant("current"),
        to: anyCurrent,
        rate: fc.record({ value: positive, unit: constant("A/s") }),
      }),
      only(limits(["voltage", "voltage-slope"], inside, false)),
    ),
    merge(
      fc.record({
        kind: constant("ramp"),
        quantity: constant("voltage"),
        from: constant(1 / 7),
        to: voltage,
        rate: positive,
      }),
      only(limits(["current"], inside, false)),
    ),
    merge(
      fc.record({ kind: constant("ramp"), quantity: constant("voltage"), to: voltage, rate: positive }),
      constant({}),
    ),
    merge(
      fc
        .record({
          kind: constant("staircase"),
          quantity: constant("current"),
          from: anyCurrent,
          to: anyCurrent,
          step: fc.integer({ min: 1, max: 12 }),
          hold: positive,
        })
        .map(({ step: stairs, from, to, ...rest }) => ({
          ...rest,
          from: { ...from, unit: "A/m2" },
          to: { ...to, unit: "A/m2" },
          step: { value: Math.abs(to.value - from.value) / stairs || 1, unit: "A/m2" },
        })),
      only(limits(["voltage", "voltage-slope"], inside, true)),
    ),
    merge(
      fc.record({
        kind: constant("staircase"),
        quantity: constant("voltage"),
        from: constant(0),
        to: constant(1),
        step: constant(0.05),
        hold: positive,
      }),
      only(limits(["current"], inside, false)),
    ),
    fc.record({
      kind: constant("cyclic-voltammetry"),
      from: voltage,
      vertices: fc.array(voltage, { minLength: 1, maxLength: 3 }).map((all) => [...all, 1e-12]),
      to: voltage,
      scanRate: positive,
      cycles: fc.integer({ min: 1, max: 5 }),
    }),
  );
}

function step(inside: boolean, depth: number): fc.Arbitrary<Step> {
  const spectrum = fc.option(fc.record({ request, when }), { nil: undefined, freq: 2 });
  const driving = fc.tuple(named, drive(inside), spectrum).map(([name, one, impedance]) => {
    const voltammetry = (one as { kind: string }).kind === "cyclic-voltammetry";
    const own = impedance === undefined || (voltammetry && impedance.when === "during") ? {} : { impedance };
    return { ...name, ...one, ...own };
  });
  const every = fc.oneof(
    fc.constant({}),
    when.map((one) => ({ every: { step: one } })),
    ...(inside ? [fc.integer({ min: 1, max: 20 }).map((passes) => ({ every: { passes } }))] : []),
  );
  const impedance = fc
    .tuple(named, request, every)
    .map(([name, one, e]) => ({ ...name, kind: "impedance", request: one, ...e }));
  const repeat = fc
    .tuple(
      named,
      fc.integer({ min: 1, max: 4 }),
      depth > 0 ? fc.array(step(true, depth - 1), { minLength: 1, maxLength: 3 }) : fc.constant([]),
    )
    .map(([name, count, steps]) => ({ ...name, kind: "repeat", count, steps }));
  return (
    depth > 0 ? fc.oneof({ weight: 5, arbitrary: driving }, impedance, repeat) : fc.oneof(driving, impedance)
  ) as fc.Arbitrary<Step>;
}

const protocol = fc
  .tuple(
    named,
    fc.array(step(false, 2), { minLength: 1, maxLength: 4 }),
    limits(["voltage", "current", "voltage-slope"], false, false),
  )
  .map(
    ([name, steps, safety]): Protocol => ({
      schema: "liquidus.protocol/1",
      ...name,
      ...(safety.length === 0 ? {} : { safety: safety.map(({ action: _, ...limit }) => limit as StepLimit) }),
      steps,
    }),
  );

const options = { area: 0.385e-4, nominalCapacity: { value: 7.2, unit: "C" } } as const;

describe("a protocol that can be run", () => {
  test("is printed so that it reads back as the same data", () => {
    fc.assert(
      fc.property(protocol, (p) => {
        expect(parseProtocol(printProtocol(p))).toEqual(p);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test("goes through JSON as the same data", () => {
    fc.assert(
      fc.property(protocol, (p) => {
        expect(protocolFromJson(JSON.stringify(p))).toEqual(p);
        expect(validateProtocol(p)).toEqual(p);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test("has the number of segments, the duration and the charge that its segments add up to", () => {
    fc.assert(
      fc.property(protocol, (p) => {
        const compiled = compileProtocol(p, options);
        let count = 0;
        let duration = 0;
        let charge = 0;
        let through = 0;
        let whole = true;
        for (const segment of compiled.segments()) {
          if (count++ > 5000) return;
          const { from, slope, to, quantity } = segment.control;
          if (to !== undefined || !Number.isFinite(segment.duration)) whole = false;
          else {
            duration += segment.duration;
            if (quantity === "current" && from !== "present") {
              const passed = (from + 0.5 * slope * segment.duration) * segment.duration;
              charge += passed;
              through += Math.abs(passed);
            }
          }
        }
        expect(compiled.count).toBe(count);
        expect(compiled.totalDuration === undefined).toBe(!whole);
        expect(Math.abs(compiled.totals.duration - duration)).toBeLessThanOrEqual(1e-12 * duration);
        const net = compiled.totals.positiveCharge - compiled.totals.negativeCharge;
        const both = compiled.totals.positiveCharge + compiled.totals.negativeCharge;
        expect(Math.abs(net - charge)).toBeLessThanOrEqual(1e-12 * (both + through));
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});

describe("hostile data", () => {
  /** Checks it; what passes must be printed and read back. */
  const attempt = (value: unknown): void => {
    try {
      const p = validateProtocol(value);
      expect(parseProtocol(printProtocol(p))).toEqual(p);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(error.message.length).toBeLessThan(2000);
    }
  };

  test("of any kind is refused in a sentence", () => {
    fc.assert(fc.property(fc.anything({ maxDepth: 3 }), attempt), { seed: 12, numRuns: 300 });
    const inItself: { schema: string; steps: unknown[] } = { schema: "liquidus.protocol/1", steps: [] };
    inItself.steps.push({ kind: "repeat", count: 2, steps: inItself.steps });
    expect(() => validateProtocol(inItself)).toThrow("up to 32 deep");
  });

  test("that was a right protocol, with values exchanged, is refused or can be printed and read back", () => {
    const junk = fc.constantFrom(
      null,
      0,
      -1,
      1e308,
      5e-324,
      Number.NaN,
      "",
      "A",
      "voltage",
      "rest",
      [],
      {},
      true,
      undefined,
    );
    fc.assert(
      fc.property(protocol, fc.nat(400), junk, (p, at, value) => {
        let seen = 0;
        const changed: unknown = JSON.parse(JSON.stringify(p), (_, old: unknown) => (seen++ === at ? value : old));
        attempt(changed);
      }),
      { seed: 13, numRuns: 600 },
    );
  });

  test("names the place, what stands there and what is expected", () => {
    const of = (step: object): unknown => ({
      schema: "liquidus.protocol/1",
      steps: [{ kind: "rest", duration: 1 }, step],
    });
    expect(() => validateProtocol(of({ kind: "strip", rate: { value: 4, unit: "mA" }, duration: 1 }))).toThrow(
      'protocol.steps[1].rate.unit is "mA"; expected "A/m2", "A", "C-rate".',
    );
    expect(() => validateProtocol(of({ kind: "strip", duration: 1 }))).toThrow("protocol.steps[1].rate is missing");
    expect(() => validateProtocol(of({ kind: "rest", durration: 1 }))).toThrow(
      'protocol.steps[1] has a field "durration", which is not known here; known are kind, name, capacity, duration, limits, impedance.',
    );
    expect(() => validateProtocol(of({ kind: "strip", rate: { value: 4, unit: "A" } }))).toThrow(
      "protocol.steps[1]: it has no end",
    );
    expect(() => protocolFromJson("{")).toThrow("The protocol is not JSON");
  });
});

describe("a hostile text", () => {
  /** Reads it; anything but a FormatError is a crash. */
  const attempt = (text: string): void => {
    try {
      const p = parseProtocol(text);
      expect(parseProtocol(printProtocol(p))).toEqual(p);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      expect(error.message.length).toBeLessThan(2000);
    }
  };

  test("of random characters is refused in a sentence", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: "binary", maxLength: 100 })), attempt),
      { seed: 8, numRuns: 200 },
    );
  });

  test("of the language's own words in any order is read or refused in a sentence", () => {
    const words =
      'strip plate rest hold ramp staircase cyclic voltammetry impedance repeat stop if at from to for until or then leave end every step in steps of each , ; { } | / < > C V i dV dt 0 1 -2 0.5 1e9 1e400 mA/cm2 mA mAh mV/s s h Hz uA % capacity open circuit vs points per decade 10 cycles passes constant power W : " # \n current voltage – · *'.split(
        " ",
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 25 }), (list) => attempt(list.join(" "))),
      { seed: 9, numRuns: 2000 },
    );
  });

  test("that was a right one, with characters changed, is read or refused in a sentence", () => {
    const texts = protocol.map(printProtocol);
    const change = fc.tuple(
      fc.nat(2000),
      fc.constantFrom("", "0", "-", ".", ",", "e9", "{", "}", ";", " ", "/", "NaN", "|", "A", "\n", "²"),
      fc.nat(3),
    );
    fc.assert(
      fc.property(texts, fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
        attempt(
          changes.reduce((t, [at, piece, cut]) => {
            const place = at % (t.length + 1);
            return t.slice(0, place) + piece + t.slice(place + cut);
          }, text),
        );
      }),
      { seed: 10, numRuns: 400 },
    );
  });

  test("of great length or depth is refused or read, without recursion into it", () => {
    attempt("repeat 2 { ".repeat(50_000));
    attempt("{".repeat(100_000));
    attempt("1".repeat(500_000));
    attempt(`rest ${"9".repeat(400_000)} s`);
    attempt(`"${"a".repeat(500_000)}`);
    attempt("a".repeat(2_000_000));
    attempt(`strip at 1 ${"mA/".repeat(100_000)}cm2 for 1 s`);
    attempt(`rest 1 s or ${"until V > 1 V or ".repeat(5_000)}1 h`);
    attempt(`${"|".repeat(100_000)}`);
    attempt(`rest 1 s${"\n".repeat(200_000)}`);
    attempt(" ".repeat(1_000_000));
    const long = parseProtocol("rest 1 s\n".repeat(30_000));
    expect(long.steps.length).toBe(30_000);
  });

  test("of very many passes makes no array", () => {
    const compiled = compileProtocol(parseProtocol("repeat 1e9 { strip at 1 mA/cm2 for 1 s; rest 2 s }"));
    expect(compiled.count).toBe(2e9);
    expect(compiled.totalDuration).toBe(3e9);
    const first = compiled.segments().next().value;
    expect(first?.step).toBe("1.1 (pass 1 of 1000000000)");
  });
});
