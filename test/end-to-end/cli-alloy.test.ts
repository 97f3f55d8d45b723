// The commands about alloys in one process. Oracles: the schemas; pycalphad's invariants and tie lines of the same database at
// R = 8.3145 (Python 0.11.2); the activities and potentials of docs/thermodynamics.md; the documented exit codes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { documents } from "../../src/study/schemas/index.ts";
import { inChromium } from "../support/in-chromium.ts";
import { filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

/** Runs a command with --json; the document, held against its schema. */
async function documentOf<Document>(args: readonly string[], folder = newFolder()): Promise<Document> {
  const run = await liquidus([...args, "--json"], folder);
  expect([run.status, run.stderr]).toEqual([0, ""]);
  expect(run.stdout.indexOf("\n")).toBe(run.stdout.length - 1);
  const document: unknown = JSON.parse(run.stdout);
  expect(documents[args[0] as string]?.safeParse(document).error?.issues ?? []).toEqual([]);
  return document as Document;
}

interface PhasesJson {
  component: string;
  gasConstant: number;
  invariants: { kind: string; temperature: number; phases: { name: string; moleFraction: number }[] }[];
  meltingPoints: { component: string; temperature: number }[];
  boundaries: { phases: string[]; temperature: number[]; lower: number[]; higher: number[] }[];
  liquid: { ranges: { from: number; to: number }[] };
}

interface StateJson {
  temperature: number;
  understood: string;
  phases: { name: string; fraction: number; moleFractions: Record<string, number> }[];
  activities: Record<string, number>;
  potentials: Record<string, number>;
}

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

describe("files of one's own are kept", () => {
  test("commands share a folder; a document, figure or table that is not ours is not replaced", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "results.json"), '{"mine": 1}');
    for (const args of [
      ["phases", "Na-K"],
      ["potential", "Na-K"],
      ["phases", "Na-K", "--at", "10C"],
    ]) {
      expect((await liquidus([...args, "--out", "."], folder)).status).toBe(0);
    }
    expect(readFileSync(join(folder, "results.json"), "utf8")).toBe('{"mine": 1}');
    const names = filesBelow(folder);
    for (const name of ["Na-K-phases.json", "Na-K-potentials.json"]) expect(names).toContain(name);

    for (const name of ["Na-K-phases.json", "tables/Na-K-phases-liquidus.csv"]) {
      const other = newFolder();
      mkdirSync(join(other, "tables"));
      writeFileSync(join(other, name), "mine");
      const run = await liquidus(["phases", "Na-K", "--out", "."], other);
      expect([run.status, run.stdout]).toEqual([2, ""]);
      expect(run.stderr).toMatch(/is not from Liquidus and is kept; give another folder with --out\.\n$/);
      expect(filesBelow(other)).toEqual([name]);
    }
  });

  test("a refit says what it rests on, and a database without covariance that it has no bands", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "own.csv"),
      "quantity,composition,temperature,value,uncertainty\nliquidus,Na75K25,,33.0C,0.3K\n",
    );
    const args = ["assess", "--data", "own.csv", "--no-leave-one-out", "--no-figure", "--save-tdb", "refit.tdb"];
    const run = await liquidus(args, folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/\nDatabase: refit\.tdb\n$/);
    const text = readFileSync(join(folder, "refit.tdb"), "utf8");
    expect(text).toMatch(/PARAMETER L\(LIQUID,K,NA;1\) .* REFIT !/);
    expect(text.replace(/\s+/g, " ")).toMatch(
      /REFIT 'Refit with Liquidus \S+ to the built-in data, own\.csv \(1 point,/,
    );
    expect(text).toMatch(/PARAMETER G\(LIQUID,K;0\) .* SGTE91 !/);
    const diagram = await documentOf<{ warnings: { message: string }[] }>(
      ["phases", "Na-K", "--tdb", "refit.tdb"],
      folder,
    );
    expect(diagram.warnings.map(({ message }) => message)).toEqual([
      "No bands (±): refit.tdb comes without the covariance of its parameters.",
    ]);
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

describe("points of one's own", () => {
  test("the files and the command of the guide run as they stand there", async () => {
    const guide = readFileSync(new URL("../../docs/thermodynamics/assessment.md", import.meta.url), "utf8");
    const files = [...guide.matchAll(/```csv\n(.*?)```/gs)].map(([, text = ""]) => text);
    const command = /```sh\nliquidus (.*?)\n```/s.exec(guide)?.[1]?.split(" ") ?? [];
    expect(command).toEqual(["assess", "Na-K", "--data", "own.csv"]);
    for (const [i, points] of [2, 7].entries()) {
      const folder = newFolder();
      writeFileSync(join(folder, "own.csv"), files[i] ?? "");
      const found = await documentOf<{
        warnings: unknown[];
        files: { file: string; points: number }[];
        residuals: { status: string }[];
      }>(command, folder);
      expect(found.warnings).toEqual([]);
      expect(found.files).toMatchObject([{ file: "own.csv", points }]);
      expect(found.residuals.filter(({ status }) => status === "own")).toHaveLength(points);
    }
    expect(files).toHaveLength(2);
  });

  test("one with the wrong sign is warned of by name, in the text and in JSON; σ can be scaled", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "emf.csv"),
      "id,kind,composition,temperature,value,uncertainty\nemf,potential Na,NaK50,25 °C,-1.7 mV,0.1 mV\n",
    );
    interface Fitted {
      warnings: { code: string; message: string }[];
      isScaled: boolean;
      probability: number;
      birgeRatio: number;
      coefficients: { standardDeviation: number }[];
    }
    const args = ["assess", "Na-K", "--data", "emf.csv"];
    const [stated, scaled, run] = await Promise.all([
      documentOf<Fitted>(args, folder),
      documentOf<Fitted>([...args, "--scale-uncertainties", "--no-leave-one-out"], folder),
      liquidus([...args], folder),
    ]);
    expect(stated.warnings.map(({ code }) => code)).toEqual(["poor-fit", "unstable-datum"]);
    expect(stated.warnings[0]?.message).toMatch(/"emf" stands out most/);
    expect(stated.probability).toBeLessThan(1e-40);
    expect([stated.isScaled, scaled.isScaled]).toEqual([false, true]);
    const [a, b] = [stated, scaled].map(({ coefficients }) => coefficients[0]?.standardDeviation ?? 0);
    expect((b ?? 0) / (a ?? 1)).toBeCloseTo(stated.birgeRatio, 9);
    expect(run.stdout).toMatch(/▲ χ² = 226 with 6 degrees of freedom/);
    expect(run.stdout).toMatch(/± 95 % +± 95 % × √\(χ²\/ν\) +unit/);
  });
});

describe("what is refused: exit 2, one sentence, nothing written", () => {
  const broken =
    "ELEMENT NA BCC_A2 22.99 6460 51.3 !\nELEMENT K BCC_A2 39.1 7088 64.68 !\nPHASE LIQUID % 1 1.0 !\nCONSTITUENT LIQUID :K,NA: !\nPARAMETER G(LIQUID,K;0) 200 12*(T; 2200 N !\n";

  test.each([
    [["equilibrium", "50", "-t", "25C"], /"50" is not a composition: write NaK50 for 50 wt% K/],
    [["equilibrium", "Na150K50", "-t", "25C"], /add up to 200/],
    [["equilibrium", "NaK50", "-t", "25"], /"25" has no unit: write a temperature as in 25C or 298.15K/],
    [["equilibrium", "NaK50", "-t", "5000K"], /5000 K lies outside.*200 to 2[23]00 K/],
    [["equilibrium", "KNa2", "-t", "25C"], /the compound\? Write K33\.33Na66\.67 \(at\.%\), or "2 wt% Na in K"/],
    [["properties", "NaK50", "-t", "25,60C"], /"25,60C": give one temperature here/],
    [["potential", "Na-K", "-t", "25,60C"], /give one temperature here/],
    [["phases", "Na-K", "--at", "25,60C"], /give one temperature here/],
    [["phases", "Na-K", "--save-tdb", "none/k.tdb"], /there is no folder none; make it.*--save-tdb/],
    [["phases", "Na-K", "--save-tdb", "broken.tdb"], /broken\.tdb holds another database and is kept/],
    [["phases", "Na-K", "--gas-constant", "abc"], /as in --gas-constant 8\.3145/],
    [["phases", "Na-K", "--tdb", "points.csv"], /points\.csv/],
    [["assess", "Na-Cs"], /data of Na-K alone/],
    [["equilibrium", "NaK50", "-t", "25C", "--reference", "HCP_A3"], /HCP_A3/],
    [["equilibrium", "LiK50", "-t", "25C"], /no element Li; it has/],
    [["phases", "Na"], /"Na" is not a system of two elements/],
    [["phases", "Na-Mg"], /no element Mg; it has/],
    [["phases", "Na-K", "--without", "GAS"], /no phase GAS; it has/],
    [["phases", "Na-K", "--mark", "0.5"], /"0.5" is not a composition/],
    [["phases", "Na-K", "--from", "100C", "--to", "0C"], /first temperature below the last \(--from, --to\)/],
    [["phases", "Na-K", "--gas-constant", "1.987"], /A gas constant of 1.987/],
    [["phases", "Na-K", "--tdb", "broken.tdb"], /broken\.tdb.*line 5/],
    [["phases", "Na-K", "--tdb", "not-there.tdb"], /not-there.tdb does not exist/],
    [["potential", "Na-K", "--at", "Na100K0"], /pure metal/],
    [["properties", "NaK50", "--property", "colour"], /no property "colour"; there are density/],
    [["assess", "--data", "points.csv"], /points\.csv, line 2: "NaK" is not a composition/],
    [["assess", "--only-own"], /give a file of them \(--data FILE\)/],
  ])("%j", async (args, sentence) => {
    const folder = newFolder();
    writeFileSync(join(folder, "broken.tdb"), broken);
    writeFileSync(
      join(folder, "points.csv"),
      "quantity,composition,temperature,value,uncertainty\nliquidus,NaK,,13C,1K\n",
    );
    const run = await liquidus(args, folder);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr).not.toMatch(/fault of liquidus|^\s+at /m);
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(filesBelow(folder)).toEqual(["broken.tdb", "points.csv"]);
  });

  test("with --json the reason is the document", async () => {
    const run = await liquidus(["equilibrium", "0.63", "-t", "25C", "--json"], newFolder());
    expect(run.status).toBe(2);
    const document = JSON.parse(run.stdout);
    expect(documents.equilibrium?.safeParse(document).success).toBe(true);
    expect(document.error).toMatchObject({ kind: "DomainError" });
    expect(run.stderr.trimEnd()).toBe(document.error.message);
  });
});

inChromium("the pages in Chromium, opened from disk", (browser) => {
  let folder: string;
  const pages = ["Na-K-phases", "Na-K-potentials", "NaK50-properties", "Na-K-assessment"];

  beforeAll(async () => {
    folder = newFolder();
    const made = [
      ["phases", "Na-K"],
      ["potential", "Na-K"],
      ["properties", "NaK50", "--property", "density"],
      ["assess", "--data", "own.csv"],
    ];
    writeFileSync(
      join(folder, "own.csv"),
      `kind,composition,temperature,value,uncertainty,source\npotential Na,NaK50,25 °C,-1.7 mV,0.1 mV,"${"a long description of the cell ".repeat(4)}"\n`,
    );
    for (const args of made) expect((await liquidus(args, folder)).status).toBe(0);
  });

  async function open(name: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const page = await browser.page(pathToFileURL(join(folder, `${name}.html`)).href, {
      viewport: { width, height: 900 },
      colorScheme,
    });
    await page.waitForSelector("html[data-drawn]");
    return page;
  }

  test.each(
    pages.flatMap((name) => [
      [name, 390, "light"] as const,
      [name, 1024, "dark"] as const,
      [name, 1440, "light"] as const,
      [name, 2560, "dark"] as const,
    ]),
  )(
    "%s at %i px, %s: nothing asked or complained of, no text over another, none cut off",
    async (name, width, scheme) => {
      const page = await open(name, width, scheme);
      const found = await page.evaluate(() => {
        const plots = [...document.querySelectorAll(".plot")];
        const over: string[] = [];
        const cut: string[] = [];
        for (const plot of plots) {
          const box = plot.getBoundingClientRect();
          const texts = [
            ...plot.querySelectorAll(
              ".annotation-text, .xtick text, .x2tick text, .ytick text, .xtitle, .x2title, .ytitle",
            ),
          ]
            .map((text) => ({ text: text.textContent ?? "", r: text.getBoundingClientRect() }))
            .filter(({ text, r }) => text.trim() !== "" && r.width > 0);
          for (const [i, a] of texts.entries()) {
            if (
              a.r.left < box.left - 1 ||
              a.r.right > box.right + 1 ||
              a.r.top < box.top - 1 ||
              a.r.bottom > box.bottom + 1
            )
              cut.push(a.text);
            for (const b of texts.slice(i + 1)) {
              const across = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
              const down = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
              if (across > 1 && down > 2) over.push(`${a.text} | ${b.text}`);
            }
          }
        }
        return {
          over,
          cut,
          beyond: [...document.querySelectorAll<HTMLElement>(".scroll")]
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map((table) => table.getAttribute("aria-label")),
          plots: plots.length,
          scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        };
      });
      expect(found).toEqual({ over: [], cut: [], beyond: [], plots: found.plots, scroll: 0 });
      expect(found.plots).toBeGreaterThan(0);
    },
  );

  test("the phase diagram names every field, both invariants and the alloys of the papers, on a phone too", async () => {
    for (const width of [390, 1440]) {
      const page = await open("Na-K-phases", width, "light");
      const texts = await page.locator("#phase-diagram .annotation-text").allTextContents();
      const said = texts.map((text) => text.replaceAll("\u00A0", " ").replaceAll("\u200B", ""));
      for (const one of [
        "liquid",
        "K(s)",
        "Na(s)",
        "Na2K",
        "NaK50",
        "NaK65",
        "NaK80",
        "Na50K50",
        "Na60K40",
        "Na80K20",
      ]) {
        expect(said).toContain(one);
      }
      const joined = said.join("; ");
      for (const one of [
        /eutectic −12\.6 °C/,
        /peritectic ?6\.9 °C/,
        /K\(s\) \+ ?liquid/,
        /liquid \+ ?Na\(s\)/,
        /liquid \+ ?Na2K/,
        /K\(s\) \+ ?Na2K/,
        /Na2K \+ ?Na\(s\)/,
      ])
        expect(joined).toMatch(one);
    }
  });

  test("pointing at the diagram says phases and amounts", async () => {
    const page = await open("Na-K-phases", 1440, "light");
    const plot = await page.locator("#phase-diagram .nsewdrag").first().boundingBox();
    if (plot === null) expect.fail("no plot");
    await page.mouse.move(plot.x + 0.8 * plot.width, plot.y + 0.72 * plot.height);
    await expect.poll(() => page.locator("#phase-diagram .hovertext").allTextContents()).not.toEqual([]);
    const [said] = await page.locator("#phase-diagram .hovertext").allTextContents();
    expect(said).toMatch(/liquid.*%.*Na\(s\).*%.*wt% K/);
  });
});
