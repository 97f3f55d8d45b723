// What the program writes: which files, the same bytes every time, nothing private, nothing half-written, no input touched.
// Oracle: the files listed in README.md; text planted in the inputs.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetMetadata } from "hyparquet";
import { describe, expect, test } from "vitest";
import { arcCsv, arcMpr, privateTexts } from "./composed-files.ts";
import {
  example,
  filesBelow,
  finish,
  liquidus,
  liquidusProcess,
  type Run,
  start,
  temporaryFolders,
} from "./run-cli.ts";

const newFolder = temporaryFolders();
const digests = (folder: string): string[] =>
  filesBelow(folder).map((name) => {
    const bytes = readFileSync(join(folder, name));
    return `${name} ${createHash("sha256").update(bytes).digest("hex")}`;
  });

describe("analyze", () => {
  test("writes the files that README.md lists into a folder named after the file; the same bytes twice", async () => {
    const [one, two] = [newFolder(), newFolder()];
    const first = await liquidusProcess(["analyze", example], one);
    const second = await liquidus(["analyze", example], two);
    expect([first.status, first.stderr, second.status]).toEqual([0, "", 0]);
    expect(first.stdout).toContain(`Report: ${join(one, "staircase-stripping-liquidus/report.html")}`);
    const names = filesBelow(one).map((name) => name.replace("staircase-stripping-liquidus/", ""));
    expect(names.filter((name) => !name.includes("/"))).toEqual(["report.html", "results.json"]);
    const tables = [
      "circuit-arcs",
      "circuit-parameters",
      "followed-processes",
      "impedance",
      "relaxation-peaks",
      "relaxation-times",
      "sweeps",
    ];
    expect(names.filter((name) => name.startsWith("tables/"))).toEqual(
      tables.flatMap((table) => [".csv", ".parquet"].map((form) => `tables/staircase-stripping_${table}${form}`)),
    );
    const figures = names.filter((name) => name.startsWith("figures/"));
    expect(figures.length).toBeGreaterThanOrEqual(8);
    for (const name of figures) {
      const figure = JSON.parse(readFileSync(join(one, "staircase-stripping-liquidus", name), "utf8"));
      expect([Array.isArray(figure.data), typeof figure.layout], name).toEqual([true, "object"]);
    }
    for (const table of tables) {
      const path = join(one, `staircase-stripping-liquidus/tables/staircase-stripping_${table}`);
      const rows = readFileSync(`${path}.csv`, "utf8").trimEnd().split("\n").length - 1;
      const bytes = readFileSync(`${path}.parquet`);
      const { num_rows } = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      expect(Number(num_rows), table).toBe(rows);
    }
    expect(digests(two)).toEqual(digests(one));
  });

  test("names of persons, paths and addresses stay out of every file unless asked for with --private", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "cell.mpr"), arcMpr({ area: 0.385 }));
    const holding = (out: string): string[] =>
      filesBelow(join(folder, out)).filter((name) => {
        const text = readFileSync(join(folder, out, name), "latin1").replaceAll(folder, "");
        return privateTexts.some((one) => text.includes(one));
      });
    const closed = await liquidus(["analyze", join(folder, "cell.mpr"), "--out", "closed", "--json"], folder);
    expect([closed.status, holding("closed")]).toEqual([0, []]);
    for (const text of privateTexts) expect(closed.stdout).not.toContain(text);
    const asked = await liquidus(["analyze", "cell.mpr", "--out", "asked", "--private", "--json"], folder);
    expect(holding("asked")).toContain("results.json");
    for (const text of privateTexts) expect(asked.stdout).toContain(text);
    await liquidus(["convert", "cell.mpr", "--to", "parquet", "--out", "tables"], folder);
    expect(holding("tables")).toEqual([]);
    await liquidus(["convert", "cell.mpr", "--to", "parquet", "--out", "tables-private", "--private"], folder);
    expect(holding("tables-private")).toEqual(["cell.parquet"]);
    for (const flag of [[], ["--json"]]) {
      const { stdout } = await liquidus(["inspect", "cell.mpr", ...flag], folder);
      for (const text of privateTexts) expect(stdout).not.toContain(text);
    }
  });

  test("of several files one report; of refused ones alone no folder", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "a.csv"), arcCsv());
    writeFileSync(join(folder, "b.mpr"), "no such thing");
    const both = await liquidus(["analyze", "a.csv", "b.mpr"], folder);
    expect(both.status).toBe(2);
    expect(JSON.parse(readFileSync(join(folder, "a-liquidus/results.json"), "utf8"))).toHaveLength(2);
    expect(readFileSync(join(folder, "a-liquidus/report.html"), "utf8")).toContain("b.mpr");
    const none = newFolder();
    const { status } = await liquidus(["analyze", join(folder, "b.mpr"), "--out", "results"], none);
    expect([status, filesBelow(none)]).toEqual([2, []]);
  });

  test("a place that cannot be written is refused in a sentence", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "a.csv"), arcCsv());
    writeFileSync(join(folder, "taken"), "");
    mkdirSync(join(folder, "out/report.html"), { recursive: true });
    for (const args of [
      ["analyze", "a.csv", "--circuit", "none", "--out", "taken"],
      ["convert", "a.csv", "--to", "csv", "--out", "taken"],
      ["analyze", "a.csv", "--circuit", "none", "--out", "out"],
    ]) {
      const { status, stderr } = await liquidus(args, folder);
      expect(stderr).toMatch(/^\S+ cannot be written: a (file|folder).*--out\.\n$/);
      expect(status).toBe(2);
    }
    expect(filesBelow(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("interrupted: exit 130, nothing half-written", async () => {
    const folder = newFolder();
    // Twelve times the example take over five seconds; the program listens before it loads the command. On a busy machine it may be
    // ended before it listens, by the signal itself: then it is given twice the time.
    const interrupted = async (wait: number): Promise<Run> => {
      const child = start(["analyze", ...Array.from({ length: 12 }, () => example), "--out", "results"], folder);
      const timer = setTimeout(() => child.kill("SIGINT"), wait);
      const run = await finish(child);
      clearTimeout(timer);
      return run.status === null ? interrupted(2 * wait) : run;
    };
    const { status, stdout, stderr } = await interrupted(2500);
    expect([status, stdout]).toEqual([130, ""]);
    expect(stderr).toMatch(/Stopped/);
    expect(filesBelow(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("convert", () => {
  test("in place never overwrites an input", async () => {
    const folder = newFolder();
    const text = arcCsv();
    writeFileSync(join(folder, "arc.csv"), text);
    writeFileSync(join(folder, "arc-2.csv"), text);
    const { status } = await liquidus(["convert", "arc.csv", "arc-2.csv", "--to", "csv"], folder);
    expect([status, filesBelow(folder)]).toEqual([0, ["arc-2-2.csv", "arc-2.csv", "arc-3.csv", "arc.csv"]]);
    expect(readFileSync(join(folder, "arc.csv"), "utf8")).toBe(text);
    expect(readFileSync(join(folder, "arc-2.csv"), "utf8")).toBe(text);
    const again = await liquidus(["convert", "arc.csv", "--to", "csv"], folder);
    expect(again.status).toBe(0);
    expect(readFileSync(join(folder, "arc.csv"), "utf8")).toBe(text);
  });
});
