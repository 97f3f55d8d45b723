// Oracle: the protocol worked out by hand from headers composed here, as EC-Lab prints them: labels and cells of 20 characters.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../../base/errors.ts";
import { lazyColumn, type Table } from "../../../base/table.ts";
import { readMpr } from "../../../files/biologic/mpr.ts";
import { readMpt } from "../../../files/biologic/mpt.ts";
import { parseProtocol } from "../parse.ts";
import { printProtocol } from "../print.ts";
import { doneSentence } from "./done.ts";
import { protocolOfBiologic } from "./translate.ts";

const cell = (text: string): string => text.padEnd(20);

/** A text export with these lines of parameters and no rows. */
function exported(
  technique: string,
  parameters: readonly (readonly string[])[],
  entries: readonly string[] = [],
): Uint8Array {
  const header = [
    technique,
    "",
    "Run on channel : 1 (SN 1)",
    ...entries,
    ...parameters.map((cells) => cells.map(cell).join("")),
    "",
  ];
  const lines = ["EC-Lab ASCII FILE", `Nb header lines : ${header.length + 3}`, ...header, "mode\ttime/s\tEwe/V\t"];
  return new TextEncoder().encode(lines.join("\r\n"));
}

function translated(technique: string, parameters: readonly (readonly string[])[], entries: readonly string[] = []) {
  const result = protocolOfBiologic(readMpt({ name: "composed.mpt", bytes: exported(technique, parameters, entries) }));
  return { ...result, lines: printProtocol(result.protocol).trim().split("\n") };
}

const GCPL = "Galvanostatic Cycling with Potential Limitation";

describe("composed headers", () => {
  test("nested loops of sequences, counted from one pass more than they go back", () => {
    const { lines, notes } = translated(GCPL, [
      ["Ns", "0", "1", "2", "3"],
      ["Set I/C", "I", "C / N", "C x N", "I"],
      ["Is", "0,000", "0,000", "0,000", "-50,000"],
      ["unit Is", "mA", "mA", "mA", "µA"],
      ["vs.", "<None>", "<None>", "<None>", "<None>"],
      ["N", "1,00", "10,00", "2,00", "1,00"],
      ["I sign", "> 0", "> 0", "< 0", "> 0"],
      ["t1 (h:m:s)", "0:00:0,0000", "10:00:0,0000", "0:30:0,0000", "1:00:0,0000"],
      ["EM (V)", "0,000", "0,900", "-0,900", "pass"],
      ["tM (h:m:s)", "0:00:0,0000", "0:00:0,0000", "1:00:0,0000", "0:00:0,0000"],
      ["Im", "0,000", "0,000", "5,000", "0,000"],
      ["unit Im", "mA", "mA", "µA", "mA"],
      ["dQM", "0,000", "0,000", "0,000", "20,000"],
      ["unit dQM", "mA.h", "mA.h", "mA.h", "µA.h"],
      ["tR (h:m:s)", "1:00:0,0000", "0:00:0,0000", "0:05:0,0000", "0:00:0,0000"],
      ["dER/dt (mV/h)", "1,0", "0,0", "0,0", "0,0"],
      ["EL (V)", "pass", "pass", "0,050", "pass"],
      ["goto Ns'", "0", "0", "1", "0"],
      ["nc cycles", "0", "0", "2", "1"],
    ]);
    expect(lines).toEqual([
      "repeat 2 {",
      "  rest for 1 h or until |dV/dt| < 1 mV/h",
      "  repeat 3 {",
      "    strip at C/10 for 10 h or until 0.9 V",
      "    plate at 2C for 30 min or until -0.9 V",
      "    hold at -0.9 V for 1 h or until |i| < 5 µA",
      "    rest for 5 min",
      "  }",
      "  plate at 0.05 mA for 1 h or for 0.02 mAh",
      "}",
    ]);
    expect(notes).toEqual([
      "EL (V) of sequence 2 is 0.05, which is not translated.",
      "Sequence 2 holds EM only where EM was reached before t1 was over; the hold of the protocol follows in either case.",
    ]);
  });

  test("a loop into the middle of another is named and left out", () => {
    const { lines, notes } = translated("Chronopotentiometry", [
      ["Is", "1.000", "2.000", "3.000"],
      ["unit Is", "mA", "mA", "mA"],
      ["vs.", "<None>", "<None>", "Ictrl"],
      ["ts (h:m:s)", "0:00:1.0000", "0:00:2.0000", "0:00:3.0000"],
      ["EM (V)", "pass", "pass", "pass"],
      ["dQM", "0.000", "0.000", "0.000"],
      ["unit dQM", "mA.h", "mA.h", "mA.h"],
      ["goto Ns'", "0", "0", "1"],
      ["nc cycles", "0", "4", "1"],
    ]);
    expect(lines).toEqual([
      "repeat 5 {",
      "  strip at 1 mA for 1 s",
      "  strip at 2 mA for 2 s",
      "}",
      "strip at 3 mA for 3 s",
    ]);
    expect(notes).toEqual([
      "Is of sequence 2 is set against Ictrl, which is not translated: it is read as it stands.",
      "Sequence 2 goes to sequence 1, 1 times: into the middle of another loop, which is not translated.",
    ]);
  });

  test("limits on current and charge of a held voltage", () => {
    const { lines } = translated("Chronoamperometry / Chronocoulometry", [
      ["Ei (V)", "0.100", "0.000"],
      ["vs.", "Ref", "Eoc"],
      ["ti (h:m:s)", "0:10:0.0000", "0:01:0.0000"],
      ["Imax", "2.000", "pass"],
      ["unit Imax", "mA", "mA"],
      ["Imin", "10.000", "pass"],
      ["unit Imin", "µA", "mA"],
      ["dQM", "0.000", "-1.000"],
      ["unit dQM", "mA.h", "mA.h"],
      ["goto Ns'", "0", "0"],
      ["nc cycles", "0", "0"],
    ]);
    expect(lines).toEqual([
      "hold at 0.1 V for 10 min or until |i| > 2 mA or until |i| < 0.01 mA",
      "hold at open circuit for 1 min or for 1 mAh",
    ]);
  });

  test("a staircase of currents with its spectra", () => {
    const { lines, notes } = translated("Staircase Galvano Electrochemical Impedance Spectroscopy", [
      ["Mode", "Single sine"],
      ["Ii", "25.000"],
      ["unit Ii", "µA"],
      ["vs.", "<None>"],
      ["If", "0.500"],
      ["unit If", "mA"],
      ["vs.", "<None>"],
      ["N", "19"],
      ["tIs (h:m:s)", "0:00:5.0000"],
      ["fi", "7.000"],
      ["unit fi", "MHz"],
      ["ff", "5.000"],
      ["unit ff", "Hz"],
      ["Nd", "10"],
      ["Points", "per decade"],
      ["spacing", "Logarithmic"],
      ["Ia", "5.000"],
      ["unit  Ia", "µA"],
      ["pw", "0.10"],
      ["Na", "2"],
    ]);
    // Σ 2.1 / f over 62 frequencies from 7 MHz down by 10^0.1
    let sweep = 0;
    for (let k = 0; k <= 61; k++) sweep += 2.1 / (7e6 * 10 ** (-k / 10));
    expect(lines).toEqual([
      `staircase current from 25 µA to 0.5 mA in steps of 25 µA, ${5 + Number(sweep.toPrecision(6))} s each, impedance 7 MHz to 5 Hz, 5 µA, 10 points per decade, at the end`,
    ]);
    expect(notes[0]).toMatch(/^A stair takes 5 s of waiting and then the time of its sweep/);
  });

  test("spectra under a bias, their points in total, and cycles", () => {
    const { lines } = translated("Potentio Electrochemical Impedance Spectroscopy", [
      ["Mode", "Single sine"],
      ["E (V)", "0.2000"],
      ["vs.", "Ref"],
      ["tE (h:m:s)", "0:01:0.0000"],
      ["fi", "1.000"],
      ["unit fi", "kHz"],
      ["ff", "1.000"],
      ["unit ff", "Hz"],
      ["Nd", "31"],
      ["Points", "total"],
      ["spacing", "Logarithmic"],
      ["Va (mV)", "10.0"],
      ["pw", "0.00"],
      ["Na", "1"],
      ["nc cycles", "2"],
      ["goto Ns'", "0"],
    ]);
    let sweep = 0;
    for (let k = 0; k <= 30; k++) sweep += 1 / (1e3 * 10 ** (-k / 10));
    expect(lines).toEqual([
      "hold at 0.2 V for 1 min",
      "repeat 3 {",
      `  hold at 0.2 V for ${Number(sweep.toPrecision(6))} s, impedance 1 kHz to 1 Hz, 10 mV, 10 points per decade, during`,
      "}",
    ]);
  });

  test("Modulo Bat: a limit that stops, a current against nothing, an unknown control by name", () => {
    const { lines, notes } = translated(
      "Modulo Bat",
      [
        ["Ns", "0", "1", "2", "3", "4"],
        ["ctrl_type", "CC", "CV", "CR", "GEIS", "Loop"],
        ["Apply I/C", "I", "I", "I", "I", "I"],
        ["ctrl1_val", "-1.000", "50.000", "10.000", "5.000", "0"],
        ["ctrl1_val_unit", "mA", "mV", "Ohm", "µA", "s"],
        ["ctrl1_val_vs", "<None>", "Eoc", "<None>", "<None>", "<None>"],
        ["ctrl2_val", "0", "0", "0", "7.000", "0"],
        ["ctrl2_val_unit", "s", "s", "s", "MHz", "s"],
        ["ctrl3_val", "0", "0", "0", "5.000", "0"],
        ["ctrl3_val_unit", "s", "s", "s", "Hz", "s"],
        ["ctrl_seq", "0", "0", "0", "0", "0"],
        ["ctrl_repeat", "0", "0", "0", "0", "9"],
        ["ctrl_Nd", "6", "6", "6", "10", "6"],
        ["lim_nb", "2", "2", "1", "0", "0"],
        ["lim1_type", "Time", "Time", "Time", "Time", "Time"],
        ["lim1_comp", ">", ">", ">", ">", ">"],
        ["lim1_value", "1.000", "2.000", "1.000", "1.000", "1.000"],
        ["lim1_value_unit", "h", "min", "s", "s", "s"],
        ["lim1_action", "Next sequence", "Next sequence", "Next sequence", "Next sequence", "Next sequence"],
        ["lim2_type", "Ewe", "|I|", "Ewe", "Ewe", "Ewe"],
        ["lim2_comp", "<", "<", "<", "<", "<"],
        ["lim2_value", "-0.900", "0.010", "0.000", "0.000", "0.000"],
        ["lim2_value_unit", "V", "mA", "V", "V", "V"],
        ["lim2_action", "End", "Next sequence", "Next sequence", "Next sequence", "Next sequence"],
      ],
      ["Safety Limits :", "\tEwe max = 3,00 V", "\tfor t > 10 ms"],
    );
    expect(lines).toEqual([
      "stop if V > 3 V",
      "repeat 10 {",
      "  plate at 1 mA for 1 h or until V < -0.9 V then stop",
      "  hold at 0.05 V vs open circuit for 2 min or until |i| < 0.01 mA",
      "  impedance 7 MHz to 5 Hz, 5 µA, 10 points per decade",
      "}",
    ]);
    expect(notes[0]).toBe("Sequence 2 gives no step: the control CR is not translated.");
  });

  test("area and capacity as they were entered", () => {
    const { options } = translated(
      "Open Circuit Voltage",
      [
        ["tR (h:m:s)", "0:00:10.0000"],
        ["dER/dt (mV/h)", "0.0"],
      ],
      ["Electrode surface area : 0.385 cm²", "Battery capacity : 2.000 mA.h"],
    );
    expect(options.area).toBeCloseTo(0.385e-4, 12);
    expect(options.nominalCapacity?.value).toBeCloseTo(7.2, 9);
  });

  describe("what was done, from the rows", () => {
    const done = (rows: readonly (readonly [time: number, frequency: number])[], text: string): string | undefined => {
      const table: Table = {
        name: "data",
        rows: rows.length,
        columns: [
          lazyColumn({ name: "time", vendorName: "time/s" }, () => Float64Array.from(rows, ([time]) => time)),
          lazyColumn({ name: "frequency", vendorName: "freq/Hz" }, () => Float64Array.from(rows, ([, f]) => f)),
        ],
      };
      return doneSentence(table, parseProtocol(text), {});
    };
    const sweep = (start: number) => [100, 10, 1].map((f, k) => [start + k, f] as const);

    test("seconds and spectra of those that were set", () => {
      const rows = [...sweep(0), ...sweep(3), ...sweep(6)];
      expect(
        done(rows, "repeat 2000 { strip at 1 mA for 3 s, impedance 100 Hz to 1 Hz, 5 uA, during }")?.replace(
          /\s/g,
          " ",
        ),
      ).toBe("The file holds 3 of 2000 spectra and 8 of 6000 s that were set.");
      expect(done(rows, "impedance 100 Hz to 1 Hz, 5 uA")).toBe("The file holds 3 spectra and 8 s of data.");
    });

    test("limits may end earlier what was set, and nothing is said without rows", () => {
      const rows = [0, 1, 119].map((time) => [time, 0] as const);
      expect(done(rows, "strip at 1 mA for 120 s or until 2 V")).toBe(
        "The file holds 119 of at most 120 s that were set.",
      );
      expect(done(rows, "rest until |dV/dt| < 1 mV/h")).toBe("The file holds 119 s of data.");
      expect(done([], "rest for 1 h")).toBeUndefined();
    });
  });

  test.each(["staircase-stripping", "symmetric-cell"])("%s.mpr was written without settings, and says so", (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(`../../../../examples/${name}.mpr`, import.meta.url)));
    expect(() => protocolOfBiologic(readMpr({ name, bytes }))).toThrow(
      /written without settings .* examples\/staircase\.protocol/,
    );
  });

  test("a file of which nothing can be translated is refused with what was found", () => {
    expect(() =>
      translated("Modulo Bat", [
        ["ctrl_type", "CR", "Load"],
        ["lim_nb", "0", "0"],
      ]),
    ).toThrow(
      "Nothing of the settings of Modulo Bat can be translated. Sequence 0 gives no step: the control CR is not translated.",
    );
  });

  test("settings of any content are translated into a protocol that can be run, or refused in a sentence", () => {
    const names =
      "Ns|Set I/C|Is|unit Is|Is vs.|N|I sign|t1 (h:m:s)|ts (h:m:s)|EM (V)|tM (h:m:s)|Im|unit Im|dQM|unit dQM|tR (h:m:s)|dER/dt (mV/h)|goto Ns'|nc cycles|Ei (V)|Ei vs.|ti (h:m:s)|Imax|unit Imax|E1 (V)|E2 (V)|Ef (V)|dE/dt|dE/dt unit|Reverse Scan|Mode|fi|unit fi|ff|unit ff|Nd|Points|Ia|unit Ia|Va (mV)|E (V)|tE (h:m:s)|tIs (h:m:s)|If|Ii|ctrl_type|ctrl1_val|ctrl1_val_unit|lim_nb|lim1_type|lim1_value|lim1_value_unit|ctrl_seq|ctrl_repeat".split(
        "|",
      );
    const value = fc.oneof(
      fc.integer({ min: -1, max: 4 }),
      fc.double({ noDefaultInfinity: true }),
      fc.constantFrom(
        1e300,
        -1e300,
        1e-300,
        2 ** 31,
        "pass",
        "",
        "mA",
        "V",
        "Hz",
        "s",
        "CC",
        "Loop",
        "Rest",
        "Time",
        "C / N",
        "1:0:0.0",
        "Eoc",
        "per decade",
      ),
    );
    const settings = fc.dictionary(fc.constantFrom(...names), fc.array(value, { minLength: 1, maxLength: 4 }), {
      minKeys: 25,
      maxKeys: names.length,
    });
    const technique = fc.constantFrom(
      GCPL,
      "Chronopotentiometry",
      "Chronoamperometry / Chronocoulometry",
      "Cyclic Voltammetry",
      "Modulo Bat",
      "Potentio Electrochemical Impedance Spectroscopy",
      "Galvano Electrochemical Impedance Spectroscopy",
      "Staircase Galvano Electrochemical Impedance Spectroscopy",
    );
    let done = 0;
    fc.assert(
      fc.property(technique, settings, (title, values) => {
        try {
          const { protocol } = protocolOfBiologic({
            technique: title,
            settings: Object.entries(values).map(([name, list]) => ({ name, unit: null, values: list })),
          });
          expect(printProtocol(protocol)).not.toBe("");
          done++;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }),
      { seed: 11, numRuns: 1500 },
    );
    expect(done).toBeGreaterThan(50);
  });
});
