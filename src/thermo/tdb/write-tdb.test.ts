import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../base/errors.ts";
import { kNaDatabase } from "../data/k-na.ts";
import { polynomialFunction, temperatureFunction } from "../database/build.ts";
import type { Database, DatabaseParameter, DatabasePhase, DatabaseSpecies } from "../database/database.ts";
import type { TemperatureFunction } from "../database/temperature-function.ts";
import { readTdb } from "./read-tdb.ts";
import { writeTdb } from "./write-tdb.ts";

/** All of a database that a file can hold: everything but the line numbers. */
function contentOf(database: Database): unknown {
  const functions = [...database.functions].map(([name, held]) => [name, held.pieces]);
  const parameters = database.parameters.map(({ function: held, ...rest }) => ({
    ...rest,
    line: 0,
    pieces: held.pieces,
  }));
  return { ...database, functions: new Map(functions as [string, unknown][]), parameters };
}

function again(database: Database, lineWidth = 78): { readonly text: string; readonly read: Database } {
  const text = writeTdb(database, { title: "Written by a test", lineWidth });
  const { database: read, warnings } = readTdb(text);
  expect(warnings).toEqual([]);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(lineWidth);
  return { text, read };
}

const number = fc
  .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -100000, max: 100000 }))
  .map((value) => (value === 0 ? 0 : value));
const label = fc
  .stringMatching(/^[A-Z][A-Z0-9_]{0,30}$/)
  .filter((word) => !/^(?:T|P|R|RTLNP|LN|LOG|EXP|NOREF|PARA|FUNC|PHASE|CONS|TYPE_D|ELEM|SPECI)/.test(word));
const SYMBOLS = ["A", "B", "C", "D"] as const;

const polynomial = (names: readonly string[]): fc.Arbitrary<TemperatureFunction> =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 6000 }), { minLength: 2, maxLength: 5 }),
      fc.array(
        fc.record({
          coefficient: number,
          power: fc.integer({ min: -9, max: 7 }),
          logarithmic: fc.boolean(),
          ...(names.length === 0 ? {} : { function: fc.option(fc.constantFrom(...names), { nil: undefined }) }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
    )
    .filter(([limits]) => Math.max(...limits) > 300)
    .map(([limits, terms]) => {
      const sorted = [...limits].sort((a, b) => a - b);
      const clean = terms.map(({ function: name, ...rest }: { function?: string | undefined; coefficient: number }) =>
        name === undefined ? rest : { ...rest, function: name },
      );
      const text = polynomialFunction(clean, 1, 6000).pieces[0]?.text ?? "0";
      const pieces = sorted.slice(1).map((high, index) => ({ low: sorted[index] as number, high, text }));
      return temperatureFunction(pieces);
    });

const phaseNames = fc.uniqueArray(label, { minLength: 1, maxLength: 6 });
const database: fc.Arbitrary<Database> = fc
  .record({
    names: fc.uniqueArray(label, { maxLength: 6 }),
    phases: phaseNames,
    keys: fc.uniqueArray(label, { maxLength: 4 }),
  })
  .chain(({ names, phases, keys }) => {
    const functions = fc.tuple(...names.map((_, index) => polynomial(names.slice(0, index))));
    const constituents = fc
      .shuffledSubarray([...SYMBOLS, "AB2", "C+2", "VA"], { minLength: 1 })
      .map((list) => list.sort());
    const traits = fc.record(
      {
        magnetic: fc.record({
          antiferromagneticFactor: fc.constantFrom(-1, -3),
          shortRangeShare: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        }),
        disorderedPart: fc.constantFrom(...phases),
        unsupported: fc.constant(["amendment “EXCESS_MODEL STRANGE 1” of the phase"]),
      },
      { requiredKeys: [] },
    );
    const sublattice = fc.record({ sites: fc.constantFrom(1, 2, 0.5, 1e-3, 13), constituents });
    const onePhase = fc.record({
      kind: fc.constantFrom(null, "L", "G"),
      traits,
      sublattices: fc.array(sublattice, { minLength: 1, maxLength: 4 }),
    });
    const text = fc.stringMatching(/^[A-Za-z0-9 .,'()-]{0,200}$/).map((words) => words.replaceAll(/\s+/g, " ").trim());
    return fc
      .record({
        functions,
        phases: fc.tuple(...phases.map(() => onePhase)),
        references: fc.tuple(...keys.map(() => text)),
        seeds: fc.array(
          fc.tuple(fc.nat(), fc.nat(3), polynomial(names), fc.constantFrom("G", "TC", "BMAGN", "MQ&A", "V0")),
          { maxLength: 8 },
        ),
        masses: fc.tuple(...[...SYMBOLS, "VA"].map(() => fc.tuple(number.map(Math.abs), number, number))),
      })
      .map((made): Database => {
        const elements = [...SYMBOLS, "VA"].map((symbol, index) => {
          const [mass, enthalpy, entropy] = made.masses[index] as [number, number, number];
          return [symbol, { symbol, referencePhase: "BCC_A2", mass, enthalpy, entropy }] as const;
        });
        const species = [
          ...[...SYMBOLS, "VA"].map((name) => [name, { name, elements: { [name]: 1 }, charge: 0 }] as const),
          ["AB2", { name: "AB2", elements: { A: 1, B: 2 }, charge: 0 }] as const,
          ["C+2", { name: "C+2", elements: { C: 1 }, charge: 2 }] as const,
        ];
        const held = phases.map((name, index): [string, DatabasePhase] => [
          name,
          { name, ...(made.phases[index] as Omit<DatabasePhase, "name">) },
        ]);
        const parameters = new Map<string, DatabaseParameter>();
        for (const [seed, order, of, kind] of made.seeds) {
          const [name, phase] = held[seed % held.length] as [string, DatabasePhase];
          const array = phase.sublattices.map((one) =>
            one.constituents.filter((_, k) => k === 0 || ((seed >> k) & 1) === 1),
          );
          const reference = keys.length === 0 ? null : (keys[seed % keys.length] ?? null);
          const parameter = { phase: name, kind, constituents: array, order, function: of, reference, line: 0 };
          parameters.set(JSON.stringify([name, kind, array, order]), parameter);
        }
        return {
          elements: new Map(elements),
          species: new Map<string, DatabaseSpecies>(species),
          functions: new Map(names.map((name, index) => [name, made.functions[index] as TemperatureFunction])),
          phases: new Map(held),
          parameters: [...parameters.values()],
          references: new Map(keys.map((key, index) => [key, made.references[index] as string])),
        };
      });
  });

describe("writeTdb", () => {
  it("is undone by readTdb: any database, any width", () => {
    fc.assert(
      fc.property(database, fc.constantFrom(78, 120, 60), (made, width) => {
        const { text, read } = again(made, width);
        expect(contentOf(read)).toEqual(contentOf(made));
        expect(writeTdb(read, { title: "Written by a test", lineWidth: width })).toBe(text);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it("gives K-Na back", () => {
    const { read } = again(kNaDatabase());
    expect(contentOf(read)).toEqual(contentOf(kNaDatabase()));
  });

  it("writes a reference with each parameter", () => {
    const changed = {
      ...kNaDatabase(),
      parameters: kNaDatabase().parameters.map((one) => ({ ...one, reference: null })),
    };
    const { text, read } = again(changed);
    expect(text.match(/\bN NOREF\s+!/g)).toHaveLength(changed.parameters.length);
    expect(read.parameters.every(({ reference }) => reference === null)).toBe(true);
  });

  it("breaks no number and no name", () => {
    const text = writeTdb(kNaDatabase(), { lineWidth: 40 });
    const digits = (of: string): string[] => of.match(/\d*\.?\d+(?:E[+-]?\d+)?|[A-Z]\w*#?/g) ?? [];
    const wide = writeTdb(kNaDatabase(), { lineWidth: 4000 });
    expect(digits(text)).toEqual(digits(wide));
  });

  it("shares definitions where there are more phases than characters", () => {
    const phase = kNaDatabase().phases.get("LIQUID") as DatabasePhase;
    const traits = { magnetic: { antiferromagneticFactor: -3, shortRangeShare: 0.28 } };
    const names = Array.from({ length: 200 }, (_, index) => `P${index}`);
    const phases = new Map(names.map((name) => [name, { ...phase, name, traits }]));
    const many = { ...kNaDatabase(), phases, parameters: [] };
    expect(contentOf(again(many).read)).toEqual(contentOf(many));
    const ordered = new Map(names.map((name) => [name, { ...phase, name, traits: { disorderedPart: "P0" } }]));
    expect(() => writeTdb({ ...many, phases: ordered })).toThrow("200 amendments of phases");
  });

  it("refuses what the format cannot hold", () => {
    const base = kNaDatabase();
    const [first] = base.parameters as [DatabaseParameter];
    const bad = { ...first, phase: "TWO WORDS" };
    expect(() => writeTdb({ ...base, parameters: [bad] })).toThrow(DomainError);
    expect(() => writeTdb(base, { lineWidth: 20 })).toThrow("lines of 20 characters");
  });
});
