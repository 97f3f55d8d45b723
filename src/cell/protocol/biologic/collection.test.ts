// Oracles: the rows of the same files: how long each step took, which current flowed, at which voltage a step ended.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dataFile, hasData } from "../../../../test/support/data.ts";
import { isText } from "../../../base/table.ts";
import { readMpr } from "../../../files/biologic/mpr.ts";
import { readMpt } from "../../../files/biologic/mpt.ts";
import type { Measurement } from "../../../files/measurement.ts";
import { compileProtocol } from "../compile.ts";
import { parseProtocol } from "../parse.ts";
import { printProtocol } from "../print.ts";
import type { Segment } from "../segment.ts";
import { type BiologicProtocol, protocolOfBiologic } from "./translate.ts";

function read(name: string): Measurement {
  const file = { name, bytes: new Uint8Array(readFileSync(dataFile(`formats/biologic/${name}`))) };
  return name.endsWith(".mpr") ? readMpr(file) : readMpt(file);
}

function column(measurement: Measurement, ...names: readonly string[]): Float64Array | undefined {
  for (const name of names) {
    const found = measurement.tables[0]?.columns.find((one) => one.vendorName === name);
    const values = found?.values();
    if (values !== undefined && !isText(values)) return Float64Array.from(values);
  }
  return undefined;
}

interface Run {
  readonly sequence: number;
  readonly mode: number;
  /** s to the start of the next run, and the longest interval between its rows. */
  readonly duration: number;
  readonly sample: number;
  readonly current: number;
  readonly lastVoltage: number;
}

/** Stretches of rows with one sequence number and one mode (1 current, 2 voltage, 3 rest). */
function runsOf(measurement: Measurement): readonly Run[] {
  const time = column(measurement, "time/s") ?? new Float64Array();
  const sequence = column(measurement, "Ns") ?? new Float64Array(time.length);
  const mode = column(measurement, "mode") ?? new Float64Array(time.length);
  const current = column(measurement, "control/mA", "control/V/mA") ?? new Float64Array(time.length);
  const voltage = column(measurement, "Ewe/V", "<Ewe>/V") ?? new Float64Array(time.length);
  const runs: Run[] = [];
  let from = 0;
  for (let i = 1; i <= time.length; i++) {
    if (i < time.length && sequence[i] === sequence[from] && mode[i] === mode[from]) continue;
    let sample = 0;
    for (let k = from + 1; k < i; k++) sample = Math.max(sample, (time[k] as number) - (time[k - 1] as number));
    const [start, last] = [time[from] as number, time[i - 1] as number];
    runs.push({
      sequence: sequence[from] as number,
      mode: mode[from] as number,
      duration: last - start,
      sample,
      current: current[from] as number,
      lastVoltage: voltage[i - 1] as number,
    });
    from = i;
  }
  return runs;
}

const translated = (name: string): BiologicProtocol => protocolOfBiologic(read(name));

function segmentsOf({ protocol, options }: BiologicProtocol): readonly Segment[] {
  return [...compileProtocol(protocol, { area: 1e-4, ...options }).segments()];
}

const sentences = (name: string): readonly string[] => printProtocol(translated(name).protocol).trim().split("\n");

describe.skipIf(!hasData)("settings of measured files", () => {
  test.each([
    ["gcpl.issue_149.mpr", 3],
    ["gcpl.issue_149.mpt", 3],
    ["cp.issue_61.mpr", 10],
    ["cp.issue_61.mpt", 10],
    ["coc.issue_185.mpt", 2],
    ["mb.issue_149.mpt", 2],
    ["cp.mpr", 1],
    ["ca.mpr", 1],
    ["ocv.issue_149.mpr", 1],
  ])("%s: the first %i steps last as long as they did, within a sample", (name, steps) => {
    const measurement = read(name);
    const runs = runsOf(measurement);
    const segments = segmentsOf(protocolOfBiologic(measurement));
    for (let k = 0; k < steps; k++) {
      const [run, segment] = [runs[k] as Run, segments[k] as Segment];
      const away = Math.abs((name.startsWith("ocv") ? 9 : run.duration) - segment.duration);
      expect(away, `${segment.sentence} took ${run.duration} s`).toBeLessThanOrEqual(run.sample + 2e-3);
    }
  });

  test("cov.issue_185.mpt rests for 10 s and holds 2 V above open circuit for 60 s", () => {
    expect(sentences("cov.issue_185.mpt")).toEqual(["rest for 10 s", "hold at 2 V vs open circuit for 1 min"]);
    const [rest, hold] = runsOf(read("cov.issue_185.mpt"));
    expect(rest?.duration).toBeCloseTo(10, 3);
    expect(Math.abs((hold?.duration ?? 0) - 60)).toBeLessThanOrEqual((hold?.sample ?? 0) + 1e-3);
  });

  test("gcpl.mpr: every half cycle ends after 12 h or at its voltage, at the current that was set", () => {
    const measurement = read("gcpl.mpr");
    const segments = segmentsOf(protocolOfBiologic(measurement));
    const runs = runsOf(measurement)
      .filter((run) => run.mode === 1)
      .slice(0, -1);
    expect(runs.length).toBeGreaterThan(2);
    runs.forEach((run, k) => {
      const segment = segments[k] as Segment;
      const limit = segment.limits[0];
      expect(run.current * 1e-3 * 1e4).toBeCloseTo(segment.control.from as number, 6);
      const full = Math.abs(run.duration - segment.duration) <= run.sample + 1;
      const reached =
        limit?.direction === "below"
          ? run.lastVoltage <= limit.value + 0.01
          : run.lastVoltage >= (limit?.value ?? 0) - 0.01;
      expect(full || reached, `half cycle ${k}: ${run.duration} s, ${run.lastVoltage} V`).toBe(true);
    });
  });

  test("gcpl.pr_182.1.mpr: C/10 of the capacity that was entered is the current that flowed", () => {
    const measurement = read("gcpl.pr_182.1.mpr");
    const result = protocolOfBiologic(measurement);
    expect(printProtocol(result.protocol)).toBe(
      [
        "rest for 30 s",
        "repeat 4 {",
        "  plate at C/10 for 35 h or until 5 mV",
        "  hold at 5 mV for 35 h or until |i| < 0.11084 mA",
        "  rest for 30 s",
        "  strip at C/10 for 35 h or until 2 V",
        "  rest for 30 s",
        "}",
        "",
      ].join("\n"),
    );
    const [, plate] = segmentsOf(result);
    const run = runsOf(measurement)[1] as Run;
    expect((plate?.control.from as number) * (result.options.area ?? 0) * 1e3).toBeCloseTo(run.current, 4);
    expect(run.lastVoltage).toBeLessThan(0.0051);
  });

  test("cv.issue_149: three cycles take the 120 s that they took", () => {
    const measurement = read("cv.issue_149.mpr");
    const result = protocolOfBiologic(measurement);
    expect(printProtocol(result.protocol)).toBe(
      "cyclic voltammetry from open circuit to 0.5 V to -0.5 V at 50 mV/s, 3 cycles, ending at open circuit\n",
    );
    const start = (column(measurement, "control/V") as Float64Array)[0] as number;
    const run = compileProtocol(result.protocol).segments();
    let total = Math.abs(0.5 - start) / 0.05;
    run.next();
    for (
      let next = run.next({ startVoltage: start, endVoltage: 0.5 });
      !next.done;
      next = run.next({ startVoltage: 0, endVoltage: 0 })
    ) {
      total += next.value.duration;
    }
    const rows = runsOf(measurement)[0] as Run;
    expect(Math.abs(rows.duration - total)).toBeLessThanOrEqual(rows.sample);
  });

  test("lsv.mpt: the sweep takes as long as it took", () => {
    const measurement = read("lsv.mpt");
    const result = protocolOfBiologic(measurement);
    const rows = runsOf(measurement)[0] as Run;
    const sweep = compileProtocol(result.protocol).totalDuration as number;
    expect(Math.abs(rows.duration - sweep)).toBeLessThanOrEqual(rows.sample);
  });

  test("cva.issue_202.mpt: without reverse scan it turns once; its 0.17 s at 50 V/s agree", () => {
    const measurement = read("cva.issue_202.mpt");
    const { protocol } = protocolOfBiologic(measurement);
    expect(printProtocol(protocol)).toBe(
      "cyclic voltammetry from open circuit to -1.25 V at 50 V/s, 1 cycle, ending at open circuit\n",
    );
    const start = (column(measurement, "control/V") as Float64Array)[0] as number;
    const rows = runsOf(measurement)[0] as Run;
    expect(Math.abs((2 * (start + 1.25)) / 50 - rows.duration)).toBeLessThan(0.02 * rows.duration);
  });

  test("geis: the current flows on through 601 sweeps, as long as they took", () => {
    for (const name of ["geis.mpr", "geis.mpt"]) {
      const measurement = read(name);
      const { protocol, notes } = protocolOfBiologic(measurement);
      expect(printProtocol(protocol)).toContain(
        [
          "strip at 0.38 mA for 30 s",
          "repeat 601 {",
          "  strip at 0.38 mA for 49.775 s, impedance 1 MHz to 0.2 Hz, 0.05 mA, 6 points per decade, during",
          "}",
        ].join("\n"),
      );
      expect(notes[0]).toBe("A sweep of sequence 0 is given the 49.775 s that it took in this file.");
      const time = column(measurement, "time/s") as Float64Array;
      const frequency = column(measurement, "freq/Hz") as Float64Array;
      const starts = [...frequency.keys()].filter((i) => (frequency[i] as number) > 9.9e5);
      const periods = starts.slice(1).map((row, k) => (time[row] as number) - (time[starts[k] as number] as number));
      // the last sweep was cut, and the one before it took 53 s
      for (const period of periods.slice(0, -1)) expect(Math.abs(period - 49.775)).toBeLessThan(0.15);
    }
  });

  test("peis: spectra at rest, and at what the cell has", () => {
    expect(sentences("peis.issue_149.mpr")).toEqual(["impedance 200 kHz to 100 Hz, 10 mV, 6 points per decade"]);
    expect(sentences("PEIS_SSB.mpr")[0]).toBe("hold at open circuit for 1 s");
    expect(translated("peis.issue_149.mpr").notes[0]).toMatch(
      /^A sweep of sequence 0 took 1[56]\.\d+ s in this file, at rest/,
    );
  });

  test("safety limits of an export stop the protocol; loops of Modulo Bat are repeats", () => {
    expect(sentences("cp.issue_61.mpt")[0]).toBe("stop if V > 2.2 V");
    expect(sentences("mb.issue_149.mpt")).toEqual([
      "repeat 4 {",
      "  rest for 10 s",
      "  strip at 0.1 mA for 10 s",
      "  impedance 10 kHz to 100 Hz, 10 mV, 6 points per decade",
      "}",
    ]);
  });

  test.each(["gcpl.issue_149", "cp.issue_149", "cv.issue_149", "peis.issue_149", "ocv.issue_149", "ca", "cp"])(
    "%s: the binary file and its export give the same protocol",
    (name) => {
      expect(translated(`${name}.mpr`).protocol).toEqual(translated(`${name}.mpt`).protocol);
    },
  );

  test("what is printed reads back", () => {
    for (const name of ["gcpl.issue_175.mpr", "gcpl.mpr", "geis.mpt", "cp.issue_61.mpr", "exampleDataBioLogic.mpt"]) {
      const { protocol } = translated(name);
      expect(parseProtocol(printProtocol(protocol))).toEqual(protocol);
    }
  });

  test("what cannot be translated is refused by name", () => {
    expect(() => translated("mb.issue_149.mpr")).toThrow(
      "The parameters of Modulo Bat are stored in this .mpr in a layout that is not known: export it",
    );
    expect(() => translated("zir.mpt")).toThrow("The settings of IR compensation (PEIS) are not translated");
    expect(() => translated("vsp_ocv_with.mpt")).toThrow("a bare export has no settings");
  });

  test("geis.mpr: 61 of 601 sweeps were taken", () => {
    // the last of 601 sweeps of 49.8 s would have ended after 29 945 s
    expect(protocolOfBiologic(read("geis.mpr")).notes.at(-1)?.replace(/\s/g, " ")).toBe(
      "The file holds 61 of 601 spectra and 3051.7 of 29 945 s that were set.",
    );
  });
});
