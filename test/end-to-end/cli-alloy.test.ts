// The commands about alloys in one process. Oracles: the schemas; pycalphad's invariants and tie lines of the same database at
// R = 8.3145 (Python 0.11.2); the activities and potentials of docs/thermodynamics.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentOf as documentIn, type PhasesJson, type StateJson } from "./alloy-documents.ts";
import { filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

const documentOf = <Document>(args: readonly string[], folder = newFolder()): Promise<Document> =>
  documentIn<Document>(args, folder);

test.each(["phases Na-K", "potential Na-K", "properties NaK50", "assess --no-leave-one-out"])(
  "%s tells intervals of 95 percent and no other",
  async (command) => {
    const { status, stdout } = await liquidus(command.split(" "), newFolder());
    expect(status).toBe(0);
    expect(stdout).toMatch(/95.%/);
    expect(stdout).not.toMatch(/1.?σ|± σ|one standard deviation/);
  },
);

describe("phases", () => {
  test("--json at pycalphad's gas constant: its invariants, each once, and its tie lines at 25 °C", async () => {
    const folder = newFolder();
    const found = await documentOf<PhasesJson>(["phases", "Na-K", "--gas-constant", "8.3145"], folder);
    expect([found.component, found.gasConstant]).toEqual(["Na", 8.3145]);
    expect(found.invariants.map(({ kind }) => kind)).toEqual(["eutectic", "peritectic"]);
    const [eutectic, peritectic] = found.invariants;
    expect(Math.abs((eutectic?.temperature ?? 0) - 260.52326565)).toBeLessThan(1e-7);
    expect(Math.abs((eutectic?.phases[1]?.moleFraction ?? 0) - 0.323802)).toBeLessThan(1e-7);
    expect(Math.abs((peritectic?.temperature ?? 0) - 280.0446376)).toBeLessThan(1e-6);
    expect(Math.abs((peritectic?.phases[0]?.moleFraction ?? 0) - 0.5840821)).toBeLessThan(1e-6);
    const [range] = found.liquid.ranges;
    expect(Math.abs((range?.from ?? 0) - 0.1431489769)).toBeLessThan(1e-9);
    expect(Math.abs((range?.to ?? 0) - 0.709799751)).toBeLessThan(1e-9);
    expect(found.meltingPoints.map(({ temperature }) => Math.round(temperature * 1e4) / 1e4)).toEqual([
      336.5301, 370.87,
    ]);
    expect(found.boundaries.map(({ phases }) => phases.join("+")).sort()).toEqual([
      "BCC_A2+KNA2",
      "BCC_A2+LIQUID",
      "KNA2+BCC_A2",
      "LIQUID+BCC_A2",
      "LIQUID+KNA2",
    ]);
    expect(filesBelow(folder)).toEqual([]);
  });

  test("K-Na is the same diagram; without Na₂K the liquidus goes on to a metastable eutectic, and says so", async () => {
    const [one, other, bare] = await Promise.all([
      documentOf<PhasesJson>(["phases", "Na-K"]),
      documentOf<PhasesJson>(["phases", "K-Na"]),
      documentOf<PhasesJson & { warnings: { code: string }[] }>(["phases", "Na-K", "--without", "KNA2"]),
    ]);
    expect(other.invariants).toEqual(one.invariants);
    expect(bare.invariants).toHaveLength(1);
    expect(bare.invariants[0]?.temperature).toBeLessThan(260.5);
    expect(bare.warnings.map(({ code }) => code)).toContain("metastable");
  });

  test("the plain command prints and writes its page here; --out writes a folder; --save-tdb a database that gives the same", async () => {
    const folder = newFolder();
    const run = await liquidus(["phases", "Na-K", "--save-tdb", "k-na.tdb"], folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/eutectic +−12\.63 +K\(s\) 0\.0700/);
    expect(run.stdout).toMatch(/Liquid at 25\s°C from 14\.3 to 71\.0 at\.% Na, 91\.1 to 41\.0 wt% K\./);
    expect(run.stdout).toMatch(/\nFigure: Na-K-phases\.html\nDatabase: k-na\.tdb\n$/);
    expect(filesBelow(folder)).toEqual(["Na-K-phases.html", "k-na.tdb"]);
    const again = await documentOf<PhasesJson>(["phases", "Na-K", "--tdb", "k-na.tdb"], folder);
    expect(again.invariants).toEqual((await documentOf<PhasesJson>(["phases", "Na-K"])).invariants);
    await liquidus(["phases", "Na-K", "--out", "all", "--json"], folder);
    expect(filesBelow(join(folder, "all"))).toEqual([
      "Na-K-phases.html",
      "Na-K-phases.json",
      "figures/Na-K-phases-phase-diagram-dark.json",
      "figures/Na-K-phases-phase-diagram.json",
      "tables/Na-K-phases-boundaries.csv",
      "tables/Na-K-phases-boundaries.parquet",
      "tables/Na-K-phases-invariants.csv",
      "tables/Na-K-phases-invariants.parquet",
      "tables/Na-K-phases-liquidus.csv",
      "tables/Na-K-phases-liquidus.parquet",
    ]);
    expect(readFileSync(join(folder, "all/tables/Na-K-phases-invariants.csv"), "utf8")).toMatch(
      /^kind,temperature\/K,phase,x\(Na\)\n/,
    );
  });

  test("a page of that name that is not ours is kept", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "Na-K-phases.html"), "<p>mine</p>");
    const run = await liquidus(["phases", "Na-K"], folder);
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(/Na-K-phases\.html is not from Liquidus and is kept/);
    expect(readFileSync(join(folder, "Na-K-phases.html"), "utf8")).toBe("<p>mine</p>");
  });
});

describe("equilibrium", () => {
  test("without a temperature it is 25 °C and says so; one state stands in states, too; K is told in K", async () => {
    const [found, text, kelvins] = await Promise.all([
      documentOf<StateJson & { states: StateJson[] }>(["equilibrium", "NaK50"]),
      liquidus(["equilibrium", "NaK50"], newFolder()),
      liquidus(["equilibrium", "NaK50", "-t", "2000K"], newFolder()),
    ]);
    expect(found.states).toHaveLength(1);
    expect(found).toMatchObject({ ...found.states[0], temperature: 298.15 });
    expect(text.stdout).toMatch(/^No --temperature given: 25 °C\.\n/);
    expect(kelvins.stdout).toMatch(/At 2.000\.00 K:/);
  });

  test("an ion of another charge than the usual one is a warning", async () => {
    const found = await documentOf<{ warnings: { code: string }[] }>(["equilibrium", "NaK50", "--ion", "Na2+"]);
    expect(found.warnings.map(({ code }) => code)).toEqual(["unusual-ion"]);
  });

  test("NaK50 at 25 °C: one liquid with the activities and potentials of the guide, flat in the document", async () => {
    const found = await documentOf<StateJson>(["equilibrium", "NaK50", "--temperature", "25C"]);
    expect(found.understood).toBe("NaK50 is read as 50 wt% K, 63 at.% Na.");
    expect(found.temperature).toBe(298.15);
    expect(found.phases.map(({ name }) => name)).toEqual(["LIQUID"]);
    expect(found.activities.Na).toBeCloseTo(0.936, 3);
    expect(found.activities.K).toBeCloseTo(0.6, 3);
    expect(1000 * (found.potentials.Na ?? 0)).toBeCloseTo(1.7, 2);
    expect(1000 * (found.potentials.K ?? 0)).toBeCloseTo(13.1, 1);
  });

  test("Na50K50 is another alloy; several alloys and temperatures stand in states, in order", async () => {
    const found = await documentOf<{ states: StateJson[] }>(["equilibrium", "NaK50", "Na50K50", "-t", "-10,25C"]);
    expect(found.states.map(({ temperature }) => temperature)).toEqual([263.15, 298.15, 263.15, 298.15]);
    expect(found.states.map(({ understood }) => understood.replace(/ is read.*/, ""))).toEqual([
      "NaK50",
      "NaK50",
      "Na50K50",
      "Na50K50",
    ]);
    expect(found.states[0]?.phases.map(({ name }) => name)).toEqual(["KNA2", "LIQUID"]);
    for (const { phases } of found.states) {
      expect(phases.reduce((sum, { fraction }) => sum + fraction, 0)).toBeCloseTo(1, 10);
    }
  });
});

describe("potential, properties, assess", () => {
  test("the potential of Na swings by 25 mV between NaK50 and the liquidus of K", async () => {
    const found = await documentOf<{
      curves: { element: string; moleFraction: number[]; potential: number[]; uncertainty: number[] }[];
      alloys: { text: string; potentials: Record<string, number>; thermodynamicFactor: number }[];
      liquid: { from: number }[];
    }>(["potential", "Na-K"]);
    const na = found.curves.find(({ element }) => element === "Na") ?? expect.fail("no curve of Na");
    const edge = na.moleFraction.findIndex((x) => x > (found.liquid[0]?.from ?? 1));
    const nak50 = found.alloys.find(({ text }) => text === "NaK50");
    expect(1000 * ((na.potential[edge] ?? 0) - (nak50?.potentials.Na ?? 0))).toBeCloseTo(24.8, 1);
    expect(nak50?.thermodynamicFactor).toBeCloseTo(0.426, 3);
    for (const u of na.uncertainty) expect(u).toBeGreaterThan(0);
  });

  test("properties: every one with uncertainty and source; out of range is said with the range", async () => {
    const found = await documentOf<{
      properties: { name: string; value: number; uncertainty: number; unit: string; source: string }[];
    }>(["properties", "NaK50", "--temperature", "25C"]);
    const density = found.properties.find(({ name }) => name === "density");
    expect(density?.unit).toBe("kg/m3");
    expect(Math.abs((density?.value ?? 0) - 890)).toBeLessThan(15);
    for (const { value, uncertainty, source } of found.properties) {
      expect(uncertainty).toBeGreaterThan(0);
      expect(uncertainty).toBeLessThan(Math.abs(value));
      expect(source.length).toBeGreaterThan(20);
    }
    const run = await liquidus(["properties", "NaK50", "-t", "1500C", "--property", "density"], newFolder());
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(/1.500 °C lies outside of .* °C/);
  });

  test("properties: where none is given it is an error of one sentence; tables keep to 80 columns", async () => {
    const [refused, given, assessed] = await Promise.all([
      liquidus(["properties", "NaK50", "-t", "900C"], newFolder()),
      liquidus(["properties", "NaK50", "--no-figure"], newFolder()),
      liquidus(["assess", "--no-figure", "--no-leave-one-out"], newFolder()),
    ]);
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toMatch(/No property of the alloy is given: 900 °C lies outside of [−\d]+ to \d+ °C\./);
    for (const { stdout } of [given, assessed]) {
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    }
    expect(given.stdout).toContain("extrapolated: temperature below 98 °C");
  });

  test("assess recovers the database within a standard deviation; a point of one's own moves it, and is predicted", async () => {
    interface AssessJson {
      converged: boolean;
      coefficients: { value: number; before: number; standardDeviation: number }[];
      residuals: { id: string; status: string; source: string }[];
      independent: {
        residual: number;
        standardDeviation: number;
        uncertainty: number;
        combined: number;
        agrees: boolean;
      }[];
    }
    const folder = newFolder();
    writeFileSync(
      join(folder, "own.csv"),
      'quantity,composition,temperature,value,uncertainty,source\nliquidus,Na75K25,,33.0C,0.3K,"own, in June"\n',
    );
    const [found, moved] = await Promise.all([
      documentOf<AssessJson>(["assess"]),
      documentOf<AssessJson>(["assess", "Na-K", "--data", "own.csv", "--no-leave-one-out"], folder),
    ]);
    expect(found.converged).toBe(true);
    for (const { value, before, standardDeviation } of found.coefficients) {
      expect(Math.abs(value - before)).toBeLessThan(standardDeviation);
    }
    expect(found.residuals).toHaveLength(10);
    expect(found.independent).toHaveLength(2);
    for (const { residual, standardDeviation, uncertainty, combined, agrees } of found.independent) {
      expect(combined).toBeCloseTo(residual / Math.sqrt(standardDeviation ** 2 + uncertainty ** 2), 12);
      expect(agrees).toBe(Math.abs(combined) <= 2);
    }
    expect(moved.residuals.at(-1)).toMatchObject({ status: "own", source: "own, in June" });
    expect(moved.coefficients.map(({ value }) => value)).not.toEqual(found.coefficients.map(({ value }) => value));
  });
});
