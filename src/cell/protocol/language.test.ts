// Oracles: the data a sentence was printed from; the sums of durations and charges worked out from the data alone.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { protocols } from "../../../test/support/random-protocols.ts";
import { DomainError, FormatError } from "../../base/errors.ts";
import { compileProtocol } from "./compile.ts";
import { parseProtocol } from "./parse.ts";
import { printProtocol } from "./print.ts";
import { protocolFromJson, validateProtocol } from "./validate.ts";

const options = { area: 0.385e-4, nominalCapacity: { value: 7.2, unit: "C" } } as const;

describe("a protocol that can be run", () => {
  test("is printed so that it reads back as the same data", () => {
    fc.assert(
      fc.property(protocols, (p) => {
        expect(parseProtocol(printProtocol(p))).toEqual(p);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test("goes through JSON as the same data", () => {
    fc.assert(
      fc.property(protocols, (p) => {
        expect(protocolFromJson(JSON.stringify(p))).toEqual(p);
        expect(validateProtocol(p)).toEqual(p);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test("has the number of segments, the duration and the charge that its segments add up to", () => {
    fc.assert(
      fc.property(protocols, (p) => {
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
      fc.property(protocols, fc.nat(400), junk, (p, at, value) => {
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
    const texts = protocols.map(printProtocol);
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
