// drt, fit and kk as scripts and people meet them.
// Oracle: the arc that the files are made of (10 Ω + 100 Ω parallel to 10 µF, τ = 1 ms); the machine-readable contract.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { AnalyzeEntry } from "../../src/study/analyze.ts";
import type { ArcEntry } from "../../src/study/arc-entry.ts";
import type { DrtEntry } from "../../src/study/drt.ts";
import type { FitEntry } from "../../src/study/fit.ts";
import type { KkEntry } from "../../src/study/kk.ts";
import { documents } from "../../src/study/schemas/index.ts";
import { Random } from "../support/drt-workload.ts";
import { arcCsv, arcMpr, arcRows } from "./composed-files.ts";
import { example, filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();
let folder: string;

beforeAll(() => {
  folder = newFolder();
  writeFileSync(join(folder, "arc.csv"), arcCsv());
  writeFileSync(join(folder, "four.mpr"), arcMpr({ area: 0.385 }, 4));
  writeFileSync(join(folder, "time.csv"), "time/s,Ewe/V\n0,1\n1,1.1\n2,1.2\n");
});

async function entriesOf<Entry>(args: readonly string[], schema: string): Promise<Entry[]> {
  const run = await liquidus([...args, "--json"], folder);
  expect([run.status, run.stderr]).toEqual([0, ""]);
  const document: unknown = JSON.parse(run.stdout);
  expect(documents[schema]?.safeParse(document).error?.issues ?? []).toEqual([]);
  return document as Entry[];
}

describe("drt", () => {
  test("γ spans the measured times with 20 points a decade and integrates to the resistance; the arc is its one peak", async () => {
    const [entry] = await entriesOf<DrtEntry>(["drt", "arc.csv"], "drt");
    expect(entry?.sweeps).toHaveLength(1);
    const sweep = entry?.sweeps[0];
    const tau = sweep?.tau ?? new Float64Array(0);
    const gamma = sweep?.gamma ?? new Float64Array(0);
    const frequencies = arcRows().map(([f]) => f);
    const [first, last] = [tau[0] ?? Number.NaN, tau[tau.length - 1] ?? Number.NaN];
    expect(first).toBeLessThanOrEqual(1 / (2 * Math.PI * Math.max(...frequencies)));
    expect(last).toBeGreaterThanOrEqual(1 / (2 * Math.PI * Math.min(...frequencies)));
    expect((tau.length - 1) / Math.log10(last / first)).toBeGreaterThanOrEqual(20 - 1e-9);
    let area = 0;
    for (let k = 1; k < tau.length; k++) {
      area += ((gamma[k] as number) + (gamma[k - 1] as number)) * Math.log((tau[k] as number) / (tau[k - 1] as number));
    }
    const polarization = sweep?.polarizationResistance ?? Number.NaN;
    expect(Math.abs(area / 2 / polarization - 1)).toBeLessThan(1e-3);
    expect(Math.abs(polarization / 100 - 1)).toBeLessThan(0.02);
    expect(Math.abs((sweep?.ohmicResistance ?? 0) / 10 - 1)).toBeLessThan(0.02);
    expect(sweep?.peaks).toHaveLength(1);
    expect(Math.abs(Math.log10((sweep?.peaks[0]?.tau ?? 0) / 1e-3))).toBeLessThan(0.05);
    expect(sweep).toMatchObject({ index: 0, verdict: "passes" });
    expect(sweep?.reason).toMatch(/^Passes Kramers-Kronig: residual/);
    for (const name of ["tauLower", "tauUpper", "resistanceLower", "resistanceUpper"]) {
      expect(sweep?.peaks[0]).toHaveProperty(name);
    }
  });

  test("options reach the computation", async () => {
    const [fixed] = await entriesOf<DrtEntry>(["drt", "arc.csv", "--lambda", "1e-3"], "drt");
    expect(fixed?.sweeps[0]).toMatchObject({ lambda: 1e-3, lambdaFrom: "fixed" });
    const [real] = await entriesOf<DrtEntry>(
      ["drt", "arc.csv", "--part", "re", "--lambda", "gcv", "--no-inductance"],
      "drt",
    );
    expect(real?.options).toMatchObject({ part: "re", inductance: false, lambda: "gcv" });
    expect(real?.sweeps[0]).toMatchObject({ lambdaFrom: "gcv", inductance: 0 });
  });

  test("for people: at most 80 columns, units at each quantity; the folder is written with --out only", async () => {
    const alone = newFolder();
    writeFileSync(join(alone, "arc.csv"), arcCsv());
    const one = await liquidus(["drt", "arc.csv", "--area", "0.385cm2"], alone);
    expect([one.status, filesBelow(alone)]).toEqual([0, ["arc.csv"]]);
    expect(one.stdout).toMatch(/peak.*τ \/ \S*s.*R \/ Ω cm²[\s\S]*C = τ\/R \/ \S*F cm⁻²/);
    expect(one.stdout).toMatch(/✓ Passes Kramers-Kronig: residual/);
    const many = await liquidus(["drt", example, "--out", "results"], alone);
    expect(many.stdout).toMatch(/Report: .*results.report\.html/);
    expect(filesBelow(alone)).toContain("results/tables/staircase-stripping_relaxation-peaks.csv");
    const document: unknown = JSON.parse(readFileSync(join(alone, "results/results.json"), "utf8"));
    expect(documents.drt?.safeParse(document).error?.issues ?? []).toEqual([]);
    for (const line of `${one.stdout}${many.stdout}`.split("\n")) {
      if (!line.startsWith("Report:")) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });
});

describe("what is done to the spectra first", () => {
  const rows = (of: (f: number, re: number, im: number) => readonly [number, number]): string =>
    `freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${arcRows(61)
      .map(([f, re, im]) => [f, ...of(f, re, im)].join(","))
      .join("\n")}\n`;
  const omega = (f: number): number => 2 * Math.PI * f;

  test("leads by --short or by value are taken out and recorded; frequencies are left out", async () => {
    writeFileSync(
      join(folder, "leads.csv"),
      rows((f, re, im) => [re + 0.5, im + omega(f) * 1e-5]),
    );
    writeFileSync(
      join(folder, "short.csv"),
      rows((f) => [0.5, omega(f) * 1e-5]),
    );
    for (const args of [
      ["--short", "short.csv"],
      ["--lead-inductance", "10uH", "--lead-resistance", "500mOhm"],
    ]) {
      const [entry] = await entriesOf<DrtEntry>(["drt", "leads.csv", ...args], "drt");
      expect(Math.abs(entry?.sweeps[0]?.inductance ?? 1)).toBeLessThan(2e-8);
      expect(entry?.sweeps[0]?.ohmicResistance ?? 0).toBeCloseTo(10, 0);
      expect(Object.keys(entry?.prepared?.leads ?? {})).toEqual(
        args[0] === "--short" ? ["short"] : ["inductance", "resistance"],
      );
    }
    const [cut] = await entriesOf<KkEntry>(["kk", "leads.csv", "--frequencies", "..1kHz"], "kk");
    expect(cut?.sweeps[0]?.frequencyMax ?? 0).toBeLessThanOrEqual(1000);
    expect(cut?.prepared?.frequencies?.[0]).toBe(0);
    for (const [args, sentence] of [
      [["--frequencies", "1MHz..2MHz"], /No point lies between .* the file has 0.1 to 100000 Hz/],
      [["--frequencies", "5"], /as in 40Hz\.\.1MHz/],
      [["--short", "nowhere.csv"], /nowhere.csv does not exist/],
      [["--short", "time.csv"], /--short time.csv holds no impedance/],
      [["--short", "short.csv", "--lead-resistance", "1Ohm"], /given twice/],
    ] as const) {
      const run = await liquidus(["kk", "leads.csv", ...args], folder);
      expect([run.status, run.stdout]).toEqual([2, ""]);
      expect(run.stderr).toMatch(sentence);
    }
  });

  test("temperatures give the activation energy that the resistances were made of, with its interval", async () => {
    const kelvin = [298, 313, 328, 343];
    const names = kelvin.map((T) => {
      const factor = Math.exp((0.5 / 8.617333e-5) * (1 / T - 1 / 298));
      writeFileSync(
        join(folder, `at-${T}.csv`),
        rows((_, re, im) => [re * factor, im * factor]),
      );
      return `at-${T}.csv`;
    });
    const entries = await entriesOf<DrtEntry>(["drt", ...names, "--temperature", "298,313,328,343K"], "drt");
    expect(entries.map(({ sweeps }) => sweeps[0]?.temperature)).toEqual(kelvin);
    for (const { activation } of entries) {
      expect(activation?.map(({ quantity }) => quantity)).toEqual(["R∞", "Rp", "peak 1"]);
      for (const { energy } of activation ?? []) expect(energy).toBeCloseTo(0.5, 2);
    }
    const text = await liquidus(["drt", ...names, "--temperature", "24.85,39.85,54.85,69.85C"], folder);
    expect(text.stdout).toMatch(/Rp {5}Activation energy 0\.50\d* ± 0\.0\d* eV \(48\.\d* ± /);
    const wrong = await liquidus(["drt", ...names, "--temperature", "25,40C"], folder);
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/2 temperatures are given for 4 files with 4 sweeps/),
    ]);
    const bare = await liquidus(["drt", ...names, "--temperature", "25,40,50,60"], folder);
    expect(bare.stderr).toMatch(/give temperatures with unit, as in 25,40,60C/);
  });
});

describe("fit", () => {
  test("parameters with bounds of 95 %, the noise beside the misfit", async () => {
    const [entry] = await entriesOf<FitEntry>(["fit", "arc.csv", "--circuit", "R0-p(R1,C1)"], "fit");
    expect(entry?.circuit).toEqual({ notation: "R0-p(R1,C1)", from: "given" });
    const sweep = entry?.sweeps[0];
    const values = Object.fromEntries((sweep?.fit?.parameters ?? []).map((one) => [one.name, one]));
    for (const [name, truth] of [
      ["R0", 10],
      ["R1", 100],
      ["C1", 1e-5],
    ] as const) {
      expect(Math.abs((values[name]?.value ?? 0) / truth - 1), name).toBeLessThan(0.01);
      expect(values[name]?.lower ?? Number.NaN).toBeLessThan(values[name]?.value ?? 0);
      expect(values[name]?.upper ?? Number.NaN).toBeGreaterThan(values[name]?.value ?? 0);
    }
    expect(sweep?.fit?.arcs[0]?.tauUpper ?? 0).toBeGreaterThan(sweep?.fit?.arcs[0]?.tauLower ?? 1);
    expect(sweep?.noise).toBeGreaterThan(0);
  });

  test("--fix keeps a value; --weighting is used", async () => {
    const args = ["fit", "arc.csv", "--circuit", "R0-p(R1,CPE1)", "--fix", "CPE1.n=1", "--weighting", "unit"];
    const [entry] = await entriesOf<FitEntry>(args, "fit");
    const fit = entry?.sweeps[0]?.fit;
    expect(fit?.weighting).toBe("unit");
    expect(fit?.parameters.find(({ name }) => name === "CPE1.n")).toMatchObject({
      value: 1,
      status: "fixed",
      lower: null,
    });
  });

  test("--tie, --bounds and --intervals profile reach the fit; what is wrong with them is said", async () => {
    const circuit = ["fit", "arc.csv", "--circuit", "R0-p(R1,CPE1)"];
    const [entry] = await entriesOf<FitEntry>([...circuit, "--tie", "R0=0.1*R1", "--intervals", "profile"], "fit");
    const of = (name: string) => entry?.sweeps[0]?.fit?.parameters.find((one) => one.name === name);
    expect((of("R0")?.value ?? 0) / (of("R1")?.value ?? 1)).toBeCloseTo(0.1, 9);
    expect(of("R0")?.tie).toBeDefined();
    expect(of("R1")?.interval?.profile?.[0]).toBe(of("R1")?.lower);
    const [bounded] = await entriesOf<FitEntry>([...circuit, "--bounds", "CPE1.n=0.5..0.9"], "fit");
    const n = bounded?.sweeps[0]?.fit?.parameters.find(({ name }) => name === "CPE1.n");
    expect(n).toMatchObject({ value: 0.9, status: "at bound" });
    for (const [args, sentence] of [
      [["--tie", "R0"], /as in --tie CPE2.n=CPE1.n/],
      [["--tie", "R9=R1"], /no parameter "R9"/],
      [["--bounds", "R1=5"], /as in --bounds CPE1.n=0.7..1/],
      [["--loss", "absolute"], /give squares or huber or tukey/],
    ] as const) {
      const run = await liquidus([...circuit, ...args], folder);
      expect([run.status, run.stdout]).toEqual([2, ""]);
      expect(run.stderr).toMatch(sentence);
    }
  });

  test("for people: a circuit that misses the data is said to", async () => {
    const good = await liquidus(["fit", "arc.csv"], folder);
    expect(good.stdout).toMatch(/✓ misfit/);
    const bad = await liquidus(["fit", "arc.csv", "--circuit", "R0"], folder);
    expect(bad.stdout).toMatch(/× misfit .* noise .* the circuit does\s+not describe these data/);
    const many = await liquidus(["fit", example], folder);
    for (const line of many.stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  // Oracle: the verdicts of the document of the same command.
  test("in a series, the same sweeps are marked, and named with the option that gives another circuit", async () => {
    const short = ["fit", "four.mpr", "--circuit", "R0"];
    const [entry] = await entriesOf<FitEntry>(short, "fit");
    const doubted = entry?.sweeps.filter(({ fit }) => fit?.doubt).map(({ index }) => index + 1) ?? [];
    expect(doubted.length).toBeGreaterThan(1);
    const { stdout } = await liquidus(short, folder);
    const marked = stdout.split("\n").flatMap((line) => line.match(/^ *(\d+) +\S+ +× [\d.]+\s%/)?.[1] ?? []);
    const far = entry?.sweeps.filter(
      ({ fit, noise }) => fit && (fit.doubt || fit.rmsResidual > 0.15 || fit.rmsResidual > 3 * (noise ?? Infinity)),
    );
    expect(marked.map(Number)).toEqual(far?.map(({ index }) => index + 1));
    const said = stdout.replace(/\s+/g, " ");
    expect(said).toContain("× beside a misfit: the circuit does not describe these data");
    expect(said).toMatch(/misses (all 4 sweeps|\d+ of 4 sweeps \([\d–, …]+\)) by .* \(--circuit '.*'\)\./);
  });
});

// Oracle: `determined` of the document of the same command.
test.each([
  ["arc.csv", "R0-p(R1,C1)-p(R2,CPE2)", 2],
  ["four.mpr", "R0-p(R1,C1)-p(R2,CPE2)", 8],
  ["arc.csv", "R0-p(R1,C1)", 0],
])(
  "fit, analyze and report of %s mark the same arcs of %s as not determined, where it has one too many: %i",
  async (name, circuit, count) => {
    const args = [name, "--circuit", circuit];
    const [fitted] = await entriesOf<FitEntry>(["fit", ...args], "fit");
    const [analyzed] = await entriesOf<AnalyzeEntry>(["analyze", ...args], "analyze");
    const told = {
      fit: (await liquidus(["fit", ...args], folder)).stdout,
      analyze: (await liquidus(["analyze", ...args, "--out", `marks-${name}`], folder)).stdout,
    };
    const page = readFileSync(join(folder, `marks-${name}`, "report.html"), "utf8");
    const table = page.slice(
      page.indexOf("<caption>Circuit"),
      page.indexOf("</table>", page.indexOf("<caption>Circuit")),
    );
    const openArcs = (arcs: readonly ArcEntry[]): number => arcs.filter(({ determined }) => !determined).length;
    const inFit = fitted?.sweeps.reduce((n, { fit }) => n + openArcs(fit?.arcs ?? []), 0) ?? 0;
    const inAnalysis = analyzed?.sweeps.reduce((n, { circuit }) => n + openArcs(circuit?.arcs ?? []), 0) ?? 0;
    // Neither what it means nor before a sentence about the whole series.
    const rings = (text: string): number => text.match(/◌(?!:| Whether)/g)?.length ?? 0;
    expect([inFit, inAnalysis]).toEqual([count, count]);
    // One sweep has a table of its arcs beside that of its parameters.
    expect(rings(told.fit)).toBe(name === "arc.csv" ? 2 * count : count);
    expect(rings(told.analyze)).toBe(count);
    expect(rings(table)).toBe(count);
  },
);

describe("kk", () => {
  test("the whole result, with the frequencies that its arrays belong to", async () => {
    const [entry] = await entriesOf<KkEntry>(["kk", "four.mpr", "--significance", "0.01"], "kk");
    expect(entry?.options.significance).toBe(0.01);
    expect(entry?.sweeps.map(({ verdict }) => verdict)).toEqual(["passes", "passes", "passes", "passes"]);
    for (const sweep of entry?.sweeps ?? []) {
      expect(sweep.residualReal).toHaveLength(31);
      expect(sweep.frequency).toHaveLength(31);
    }
  });

  test("a spectrum that no passive circuit has fails, and says where", async () => {
    // A resistance that grows by half while the sweep runs, with noise of 0.1 %.
    const random = new Random(5);
    const rows = arcRows(61).map(([f, real, imaginary], k) => {
      const grown = 1 + k / 122;
      const noise = 1e-3 * Math.hypot(real, imaginary);
      const [a, b] = random.pair();
      return [f, real * grown + noise * a, imaginary * grown + noise * b];
    });
    writeFileSync(join(folder, "drift.csv"), `freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${rows.join("\n")}\n`);
    const [entry] = await entriesOf<KkEntry>(["kk", "drift.csv"], "kk");
    expect(entry?.sweeps[0]?.verdict).toBe("fails");
    expect(entry?.sweeps[0]?.failing?.length).toBeGreaterThan(0);
    const { stdout, status } = await liquidus(["kk", "drift.csv"], folder);
    expect([status, /× Fails Kramers-Kronig/.test(stdout)]).toEqual([0, true]);
  });
});

test("drt: an inductive loop is called one and has no capacitance", async () => {
  const random = new Random(17);
  const rows = Array.from({ length: 61 }, (_, k) => {
    const f = 10 ** (5 - k / 8.5);
    let [real, imaginary] = [10, 0];
    for (const [resistance, tau] of [
      [20, 1e-3],
      [-6, 1],
    ] as const) {
      const x = 2 * Math.PI * f * tau;
      real += resistance / (1 + x * x);
      imaginary -= (resistance * x) / (1 + x * x);
    }
    const noise = 1e-3 * Math.hypot(real, imaginary);
    const [a, b] = random.pair();
    return [f, real + noise * a, imaginary + noise * b];
  });
  writeFileSync(join(folder, "loop.csv"), `freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${rows.join("\n")}\n`);
  const [entry] = await entriesOf<DrtEntry>(["drt", "loop.csv"], "drt");
  expect(entry?.sweeps[0]?.peaks.map(({ resistance }) => resistance > 0)).toEqual([true, false]);
  const { stdout } = await liquidus(["drt", "loop.csv"], folder);
  expect(stdout).toMatch(/inductive loop/i);
  expect(stdout).not.toMatch(/undefined|[−-]\d[\d.]* ?[pnµm]?F|– [pnµm]?F/);
  expect(stdout).toMatch(/^ *P2 .*–\s*$/m);
});

test.each(["drt", "fit", "kk"])(
  "%s: a file without impedance is refused with its columns; a folder is its files",
  async (command) => {
    const inner = join(folder, `in-${command}`);
    mkdirSync(inner);
    writeFileSync(join(inner, "a.csv"), arcCsv());
    writeFileSync(join(inner, "b.csv"), "time/s,Ewe/V\n0,1\n1,1.1\n2,1.2\n");
    const run = await liquidus([command, inner, "--json"], folder);
    const [a, b] = JSON.parse(run.stdout) as { file: string; error?: { message: string } }[];
    expect([run.status, a?.file, a?.error, b?.file]).toEqual([2, "a.csv", undefined, "b.csv"]);
    expect(b?.error?.message).toMatch(/b\.csv holds no impedance: its columns are time\/s, Ewe\/V/);
    expect(run.stderr).toBe(`${b?.error?.message}\n`);
  },
);
