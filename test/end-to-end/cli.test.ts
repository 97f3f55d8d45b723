// The program as scripts meet it: exit status, one document on standard output, its schema; each command in a process of its own, too.
// Oracle: the contract in docs/architecture.md; the zod schemas and the files in schemas/.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { claimsDocument } from "../../src/claims/schema.ts";
import { documents } from "../../src/study/schemas/index.ts";
import { arcCsv, arcMpr } from "./composed-files.ts";
import { example, filesBelow, liquidus, liquidusProcess, type Run, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

/** Standard output as the one document that it must be. */
function documentOf(run: Run, schema: string): Record<string, unknown>[] {
  expect(run.stdout.endsWith("\n")).toBe(true);
  expect(run.stdout.indexOf("\n")).toBe(run.stdout.length - 1);
  const document: unknown = JSON.parse(run.stdout);
  const { error } = (documents[schema] as z.ZodType).safeParse(document);
  expect(error?.issues ?? []).toEqual([]);
  return document as Record<string, unknown>[];
}

describe("--json", () => {
  let folder: string;
  beforeAll(() => {
    folder = newFolder();
    writeFileSync(join(folder, "arc.csv"), arcCsv());
    writeFileSync(join(folder, "cell.mpr"), arcMpr({ area: 0.385 }));
    writeFileSync(join(folder, "bad.mpr"), "BIO-LOGIC MODULAR FILE\x1a and nothing more");
    writeFileSync(join(folder, "empty.mpr"), "");
  });

  const files = ["arc.csv", "bad.mpr", "cell.mpr", "empty.mpr", "not-there.mpr"];

  test.each([
    ["analyze", []],
    ["inspect", []],
    ["convert", ["--to", "csv", "--out", "tables"]],
    ["drt", []],
    ["fit", ["--circuit", "R0-p(R1,C1)"]],
    ["kk", []],
  ] as const)("%s: one entry a file, in order; refused ones say why; the others are done", async (command, more) => {
    const run = await liquidus([command, ...files, "--json", ...more], folder);
    expect(run.status).toBe(2);
    const entries = documentOf(run, command);
    expect(entries.map(({ file }) => file)).toEqual(files);
    expect(entries.map((entry) => "error" in entry)).toEqual([false, true, false, true, true]);
    expect(entries.map(({ schema }) => schema)).toEqual(files.map(() => `liquidus.${command}/1`));
    expect(entries.map(({ sha256 }) => sha256 === null)).toEqual([false, false, false, false, true]);
    const said = run.stderr.trimEnd().split("\n");
    expect(said).toEqual(entries.flatMap(({ error }) => (error ? [(error as { message: string }).message] : [])));
    for (const name of ["bad.mpr", "empty.mpr", "not-there.mpr"]) expect(run.stderr).toContain(name);
  });

  test.each(["analyze", "inspect", "drt", "kk"])(
    "%s of one good file: exit 0, nothing on standard error, an array",
    async (command) => {
      const run = await liquidus([command, "cell.mpr", "--json"], folder);
      expect([run.status, run.stderr]).toEqual([0, ""]);
      expect(documentOf(run, command)).toHaveLength(1);
    },
  );

  test("a folder stands for the instrument files in it, by name", async () => {
    const run = await liquidus(["inspect", ".", "--json"], folder);
    expect(documentOf(run, "inspect").map(({ file }) => file)).toEqual(["arc.csv", "bad.mpr", "cell.mpr", "empty.mpr"]);
    expect(run.status).toBe(2);
    mkdirSync(join(folder, "nothing"), { recursive: true });
    const none = await liquidus(["inspect", "nothing"], folder);
    expect([none.status, none.stdout]).toEqual([2, ""]);
    expect(none.stderr).toMatch(/nothing is a folder without instrument files/);
  });

  test("an area of 0.001 cm² is EC-Lab's default: values stay in Ω; --area wins over the file", async () => {
    writeFileSync(join(folder, "default.mpr"), arcMpr({ area: 0.001 }));
    const args = ["--circuit", "none", "--json"];
    const [bare, given, own] = await Promise.all([
      liquidus(["analyze", "default.mpr", ...args], folder),
      liquidus(["analyze", "cell.mpr", "--area", "50 mm2", ...args], folder),
      liquidus(["analyze", "cell.mpr", ...args], folder),
    ]);
    const cell = (run: Run): Record<string, unknown> => documentOf(run, "analyze")[0]?.cell as Record<string, unknown>;
    expect(cell(bare)).toMatchObject({ area: null, areaFrom: null });
    expect(bare.stdout).toContain("area-not-entered");
    expect(cell(own)).toMatchObject({ areaFrom: "file" });
    expect(cell(own).area).toBeCloseTo(3.85e-5, 10);
    expect(cell(given)).toMatchObject({ areaFrom: "given" });
    expect(cell(given).area).toBeCloseTo(5e-5, 12);
    const text = await liquidus(["analyze", "default.mpr", "--circuit", "none"], folder);
    expect(text.stdout).toMatch(/R \/ Ω @ τ/);
    expect(text.stdout).toMatch(/No electrode area in the file/);
  });

  test("the example validates, and --out writes the same document beside", async () => {
    const run = await liquidusProcess(["analyze", example, "--json", "--out", "results"], folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(documentOf(run, "analyze")[0]?.sweeps).toHaveLength(20);
    expect(JSON.parse(readFileSync(join(folder, "results/results.json"), "utf8"))).toEqual(JSON.parse(run.stdout));
    expect(filesBelow(folder).filter((name) => name.endsWith("report.html"))).toEqual([
      "default-liquidus/report.html",
      "results/report.html",
    ]);
  });
});

describe("what is refused before any file is read", () => {
  let folder: string;
  beforeAll(() => {
    folder = newFolder();
    writeFileSync(join(folder, "arc.csv"), arcCsv());
  });

  test.each([
    [["analyze", "arc.csv", "--area", "0.385"], /"0.385" has no unit.*0.385cm2/],
    [["analyze", "arc.csv", "--area", "3 V"], /3 V/],
    [["analyze", "arc.csv", "--area", "-1cm2"], /area.*positive/],
    [["analyze", "arc.csv", "--area", ""], /not an area/],
    [["analyze", "arc.csv", "--thickness", "2"], /no unit/],
    [["analyze", "arc.csv", "--lambda", "-1"], /--lambda -1: give a number from 1e-14 to 100000000/],
    [["analyze", "arc.csv", "--lambda", "small"], /--lambda small: give a number from 1e-14 to 100000000/],
    [["analyze", "arc.csv", "--circuit", "R0-p(R1"], /column 8/],
    [["analyze", "arc.csv", "--circuit", "R0-X9"], /X9/],
    [["analyze", "arc.csv", "--bogus"], /unknown option '--bogus'/],
    [["analyze"], /missing required argument/],
    [["frobnicate", "arc.csv"], /unknown command 'frobnicate'/],
    [["drt", "arc.csv", "--lambda", "0"], /--lambda 0: give a number from 1e-14.*evidence, gcv, mgcv.*k-fold/],
    [["drt", "arc.csv", "--part", "both"], /--part both: give re\+im or re or im/],
    [["fit", "arc.csv", "--circuit", "none"], /give a circuit/],
    [["fit", "arc.csv", "--circuit", "R0-p(R1,C1)", "--fix", "C2=1"], /no parameter "C2"; it has R0, R1, C1/],
    [["fit", "arc.csv", "--circuit", "R0-p(R1,C1)", "--fix", "C1"], /as in --fix CPE1.n=0.8/],
    [["fit", "arc.csv", "--fix", "C1=1"], /need a circuit/],
    [["kk", "arc.csv", "--significance", "2"], /Significance 2; it lies between/],
    [["kk", "arc.csv", "--tolerance", "1 %"], /--tolerance 1 %: give a number/],
    [["convert", "arc.csv"], /--to/],
    [["convert", "arc.csv", "--to", "xls"], /csv, parquet, bdf/],
    [["convert", "arc.csv", "--to", "bdf", "--working-is", "anode"], /positive or negative/],
    [["schema", "nope"], /analyze, .*convert, .*drt, .*fit, inspect, kk/],
    [["inspect", "not-there.mpr"], /not-there.mpr does not exist/],
    [[], /Usage: liquidus/],
  ])("%j: exit 2, a sentence, nothing written", async (args, sentence) => {
    const run = await liquidus(args, folder);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr).not.toMatch(/fault of liquidus|^\s+at /m);
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(filesBelow(folder)).toEqual(["arc.csv"]);
  });
});

describe("a process of its own", () => {
  let folder: string;
  beforeAll(() => {
    folder = newFolder();
    writeFileSync(join(folder, "arc.csv"), arcCsv());
  });

  test.each([
    ["analyze", "arc.csv", "--circuit", "none"],
    ["drt", "arc.csv"],
    ["fit", "arc.csv", "--circuit", "R0-p(R1,C1)"],
    ["kk", "arc.csv"],
    ["inspect", "arc.csv"],
    ["convert", "arc.csv", "--to", "csv", "--out", "tables"],
    ["phases", "Na-K"],
    ["equilibrium", "NaK50"],
    ["potential", "Na-K"],
    ["properties", "NaK50"],
    ["assess", "--no-leave-one-out"],
    ["claims", "A7"],
    ["protocol", "rest 1 s"],
    ["simulate", "single-pulse"],
    ["calibrate", "not-there.yaml"],
    ["inspect", "not-there.mpr"],
  ])("%s %s: ends by itself, with the status and the texts of a run among others", async (...args) => {
    const [own, among] = [
      await liquidusProcess([...args, "--json"], folder),
      await liquidus([...args, "--json"], folder),
    ];
    expect(own).toEqual(among);
    expect(own.status).toBe(args[1]?.startsWith("not-there") ? 2 : 0);
  });
});

const COMMANDS = [
  ...["analyze", "drt", "fit", "kk", "inspect", "convert"],
  ...["phases", "equilibrium", "potential", "properties", "assess", "claims", "schema"],
  ...["protocol", "simulate"],
];

describe("help and schemas", () => {
  test.each(COMMANDS)("%s --help shows examples", async (command) => {
    const run = await liquidus([command, "--help"], newFolder());
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(new RegExp(`Examples?:\\n  liquidus ${command}`));
  });

  test("liquidus --help shows every command, --version the version", async () => {
    const { stdout, status } = await liquidus(["--help"], newFolder());
    expect(status).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}`, "m"));
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect((await liquidus(["--version"], newFolder())).stdout).toBe(`${version}\n`);
  });

  test("liquidus schema lists the names, prints each, and schemas/ is current (npm run schemas)", async () => {
    const all = { ...documents, claims: claimsDocument };
    const names = Object.keys(all).sort();
    expect((await liquidus(["schema"], newFolder())).stdout).toBe(`${names.join("\n")}\n`);
    for (const name of names) {
      const { stdout } = await liquidus(["schema", name], newFolder());
      expect(JSON.parse(stdout)).toEqual(z.toJSONSchema(all[name as keyof typeof all] as z.ZodType));
      expect(stdout).toBe(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), "utf8"));
    }
  });
});
