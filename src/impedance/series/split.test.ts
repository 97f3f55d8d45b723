import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lazyColumn, type Table } from "../../base/table.ts";
import { impedanceSweeps, implausibleFrequencies, sweepsOfTables } from "./split.ts";

interface Row {
  f: number;
  re?: number;
  minusIm?: number;
  cycle?: number;
  t?: number;
  i?: number;
  v?: number;
}

function tableOf(rows: readonly Row[], numbering: "stored" | "derived" | "none"): Table {
  const column = (name: string, unit: string | null, pick: (row: Row) => number, derived: string | null = null) =>
    lazyColumn({ vendorName: name, name, unit, derived }, () => Float64Array.from(rows, pick));
  return {
    name: "data",
    rows: rows.length,
    columns: [
      column("frequency", "Hz", (row) => row.f),
      column("realImpedance", "Ohm", (row) => row.re ?? 10),
      column("negativeImaginaryImpedance", "Ohm", (row) => row.minusIm ?? 2),
      column("time", "s", (row) => row.t ?? 0),
      column("meanCurrent", "mA", (row) => row.i ?? 0),
      column("meanWorkingPotential", "V", (row) => row.v ?? 0),
      ...(numbering === "none"
        ? []
        : [column("cycleNumber", null, (row) => row.cycle ?? 0, numbering === "derived" ? "rule" : null)]),
    ],
  };
}

const down = [1e5, 1e4, 1e3, 100];

describe("impedanceSweeps", () => {
  it("converts to our conventions: Z'' negative for a capacitive arc, A, means over the points", () => {
    const [sweep] = impedanceSweeps(
      tableOf(
        down.map((f, k) => ({ f, minusIm: 3, i: k, v: 0.1 * k, t: 7 + k })),
        "none",
      ),
    );
    expect(Array.from(sweep?.spectrum.imaginary ?? [])).toEqual([-3, -3, -3, -3]);
    expect(sweep?.dcCurrent).toBeCloseTo(1.5e-3, 15);
    expect(sweep?.dcVoltage).toBeCloseTo(0.15, 15);
    expect(sweep?.startTime).toBe(7);
  });

  it("splits where the frequency turns back, up or down", () => {
    const up = [...down].reverse();
    const again = [...down, ...down].map((f) => ({ f }));
    expect(impedanceSweeps(tableOf(again, "none"))).toHaveLength(2);
    expect(
      impedanceSweeps(
        tableOf(
          [...up, ...up, ...up].map((f) => ({ f })),
          "none",
        ),
      ),
    ).toHaveLength(3);
  });

  it("splits where a stored counter changes, unless the spectrum goes on", () => {
    const lengths = (frequencies: readonly number[], cycles: readonly number[], kind: "stored" | "derived"): number[] =>
      impedanceSweeps(
        tableOf(
          frequencies.map((f, k) => ({ f, cycle: cycles[k] ?? 0 })),
          kind,
        ),
      ).map(({ rows }) => rows.length);
    // Repeated measurements of one frequency are told apart by the counter only.
    expect(lengths([10, 10, 10], [1, 2, 3], "stored")).toEqual([1, 1, 1]);
    // Modulo Bat resets z cycle inside a descent.
    expect(lengths([1e5, 1e4, 1e3, 100, 1e5, 1e4], [3, 3, 0, 0, 1, 1], "stored")).toEqual([4, 2]);
    // A counter that we derived ourselves from charge and discharge says nothing about sweeps.
    expect(lengths([10, 10, 10], [1, 2, 3], "derived")).toEqual([3]);
  });

  it("never lets a spectrum cross a sequence", () => {
    const sequence = lazyColumn({ vendorName: "Ns", name: "sequence" }, () => Uint16Array.of(0, 0, 1, 1));
    const table = tableOf(
      down.map((f) => ({ f })),
      "none",
    );
    const sweeps = impedanceSweeps({ ...table, columns: [...table.columns, sequence] });
    expect(sweeps.map(({ rows }) => Array.from(rows))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it("takes the momentary current where the mean is missing", () => {
    const table = tableOf(
      down.map((f) => ({ f, i: Number.NaN })),
      "none",
    );
    const momentary = lazyColumn({ vendorName: "I/mA", name: "current", unit: "mA" }, () =>
      Float32Array.of(1, 2, 3, 4),
    );
    expect(impedanceSweeps({ ...table, columns: [...table.columns, momentary] })[0]?.dcCurrent).toBeCloseTo(2.5e-3, 9);
  });

  it("does not split at a repeated frequency or a small step back at a decade join", () => {
    const frequencies = [1000, 100, 100, 120, 50, 10];
    expect(
      impedanceSweeps(
        tableOf(
          frequencies.map((f) => ({ f })),
          "none",
        ),
      ),
    ).toHaveLength(1);
  });

  it("leaves out dc rows (0 Hz) and rows without an impedance, and says which rows are in", () => {
    const rows = [{ f: 0 }, { f: 1e4 }, { f: 1e3 }, { f: 0 }, { f: 1e4 }, { f: 1e3, re: Number.NaN }, { f: 100 }];
    expect(impedanceSweeps(tableOf(rows, "none")).map((sweep) => Array.from(sweep.rows))).toEqual([
      [1, 2],
      [4, 6],
    ]);
  });

  it("leaves out frequencies that no instrument measures at, and says so", () => {
    const table = tableOf([{ f: 1e300 }, { f: 1e4 }, { f: 1e3 }, { f: 1e-300 }, { f: 0 }], "none");
    expect(impedanceSweeps(table).map(({ rows }) => Array.from(rows))).toEqual([[1, 2]]);
    expect(implausibleFrequencies(table)[0]?.message).toMatch(/^2 rows of table "data" .*the first: 1e\+300 Hz/);
    expect(implausibleFrequencies(tableOf([{ f: 1e4 }, { f: 0 }], "none"))).toEqual([]);
  });

  it("takes modulus and phase where there are no parts", () => {
    const table: Table = {
      name: "polar",
      rows: 1,
      columns: [
        lazyColumn({ vendorName: "f", name: "frequency", unit: "kHz" }, () => Float64Array.of(1)),
        lazyColumn({ vendorName: "|Z|", name: "impedanceModulus", unit: "kOhm" }, () => Float64Array.of(2)),
        lazyColumn({ vendorName: "phi", name: "impedancePhase", unit: "deg" }, () => Float64Array.of(-30)),
      ],
    };
    const [sweep] = impedanceSweeps(table);
    expect(sweep?.spectrum.frequency[0]).toBe(1000);
    expect(sweep?.spectrum.real[0]).toBeCloseTo(2000 * Math.cos(Math.PI / 6), 9);
    expect(sweep?.spectrum.imaginary[0]).toBeCloseTo(-1000, 9);
  });

  it("keeps every impedance row exactly once, in order, whatever the frequencies", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 10, 100, 1e3, 1e4), { maxLength: 60 }), (frequencies) => {
        const sweeps = impedanceSweeps(
          tableOf(
            frequencies.map((f) => ({ f })),
            "none",
          ),
        );
        const rows = sweeps.flatMap((sweep) => Array.from(sweep.rows));
        expect(rows).toEqual(frequencies.flatMap((f, row) => (f > 0 ? [row] : [])));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("numbers the sweeps of several tables through", () => {
    const table = tableOf(
      down.map((f) => ({ f })),
      "none",
    );
    expect(sweepsOfTables([table, table]).map(({ index }) => index)).toEqual([0, 1]);
  });
});
