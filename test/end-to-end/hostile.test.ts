// Damaged and malicious files, one process each: bounded time and memory, a refusal in a sentence or what can be recovered.
// Oracle: expected.json of the collection (rows that are physically present); for files made here, how they were made.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFile, hasData } from "../support/data.ts";
import { arcCsv, arcMpr } from "./composed-files.ts";
import { type MeasuredRun, measured } from "./measured-run.ts";
import { temporaryFolders } from "./run-cli.ts";

/** Seconds that a run computes. Two are usual; each run's own are printed. */
const LONGEST = 10;
/** MB, of which 45 are Node's own. */
const LARGEST = 200;

interface Expected {
  readonly expect: string;
  readonly rows?: number;
}

interface Entry {
  readonly error?: { readonly kind: string; readonly message: string };
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly tables?: readonly { readonly rows: number }[];
}

const newFolder = temporaryFolders();
const costs: string[] = [];

/** The one entry, after what holds for every file: bounds, one document, no fault of ours. */
function entryOf(run: MeasuredRun, name: string): Entry {
  costs.push(`${run.seconds.toFixed(2).padStart(6)} s ${run.megabytes.toFixed(0).padStart(4)} MB  ${name}`);
  expect(run.stderr).not.toMatch(/fault of liquidus|^\s+at /m);
  const [entry] = JSON.parse(run.stdout) as Entry[];
  if (entry === undefined) throw new Error("no entry");
  expect(run.status).toBe(entry.error ? 2 : 0);
  expect(run.seconds).toBeLessThan(LONGEST);
  expect(run.megabytes).toBeLessThan(LARGEST);
  return entry;
}

/** What inspect and analyze say of a file, each in a process of its own, at the same time. */
async function both(path: string, name: string, folder: string): Promise<[inspected: Entry, analyzed: Entry]> {
  const [one, two] = await Promise.all([
    measured(["inspect", path, "--json"], folder),
    measured(["analyze", path, "--json"], folder),
  ]);
  return [entryOf(one, `inspect ${name}`), entryOf(two, `analyze ${name}`)];
}

/** A sentence with its file, not a dump. */
function expectSentence(entry: Entry, name: string): void {
  expect(entry.error?.kind).toBe("FormatError");
  expect(entry.error?.message).toContain(name);
  expect(entry.error?.message).toMatch(/^\S.*\.$/s);
  expect(entry.error?.message.split("\n")).toHaveLength(1);
}

describe.skipIf(!hasData)("the hostile files of the collection", () => {
  const expected: Record<string, Expected> = hasData
    ? JSON.parse(readFileSync(dataFile("formats/hostile/expected.json"), "utf8"))
    : {};

  test.each(Object.entries(expected))("%s", async (name, { expect: outcome, rows }) => {
    const path = dataFile(`formats/hostile/${name}`);
    const [inspected, analyzed] = await both(path, name, newFolder());
    expect(analyzed.error?.message).toBe(inspected.error?.message);
    if (outcome.startsWith("clear error")) return expectSentence(inspected, name);
    expect(inspected.error).toBeUndefined();
    if (typeof rows === "number") expect(inspected.tables?.[0]?.rows).toBe(rows);
    if (/warn|report/.test(outcome)) expect(inspected.warnings.length).toBeGreaterThan(0);
    if (/unknown id (\d+)/.test(outcome)) expect(JSON.stringify(inspected.warnings)).toContain("700");
  });
});

describe("hostile files made here", () => {
  const whole = arcMpr({ area: 0.385 }, 3);
  const with4 = (at: (bytes: Uint8Array) => number, value: number): Uint8Array => {
    const bytes = whole.slice();
    new DataView(bytes.buffer).setUint32(at(bytes), value, true);
    return bytes;
  };
  const find = (bytes: Uint8Array, text: string): number => Buffer.from(bytes).indexOf(text, 0, "latin1");
  const dataHead = (bytes: Uint8Array): number => find(bytes, "MODULEVMP data");
  const noise = Uint8Array.from({ length: 300_000 }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) >>> 13) & 0xff);

  test.each<[name: string, bytes: Uint8Array | string, opens: boolean | null]>([
    ["rows-0xffffffff.mpr", with4((bytes) => dataHead(bytes) + 65, 0xffffffff), true],
    ["module-length-0xffffffff.mpr", with4((bytes) => dataHead(bytes) + 45, 0xffffffff), null],
    ["columns-0xffff.mpr", with4((bytes) => dataHead(bytes) + 69, 0xffffffff), false],
    ["cut-in-the-middle.mpr", whole.slice(0, dataHead(whole) + 65 + 1007 + 1000), true],
    ["head-only.mpr", whole.slice(0, 60), false],
    ["noise.mpr", noise, false],
    ["noise.csv", noise, false],
    ["one-line.csv", `1,2\n${"9,".repeat(2_000_000)}\n`, null],
    ["wide.csv", `${"a,".repeat(100_000)}\n${"1,".repeat(100_000)}\n${"2,".repeat(100_000)}\n`, null],
    ["long-heading.csv", arcCsv().replace("Re(Z)", "R".repeat(1_000_000)), null],
    ["cut-in-a-row.csv", arcCsv().slice(0, -25), true],
    ["zeros-and-blanks.csv", `f,re,im\n${"0,0,0\n,,\n".repeat(50_000)}`, null],
    ["not-finite.csv", `freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${"1e400,NaN,-inf\n100,1e-400,-1e308\n".repeat(50)}`, null],
    ["constant.csv", `freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${"100,5,-5\n".repeat(200)}`, null],
    ["restarts.csv", `freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${"100,5,-5\n1,6,-6\n".repeat(150)}`, true],
  ])("%s", async (name, bytes, opens) => {
    const folder = newFolder();
    writeFileSync(join(folder, name), bytes);
    const [inspected, analyzed] = await both(name, name, folder);
    if (opens !== null) expect(inspected.error === undefined).toBe(opens);
    if (inspected.error) expectSentence(inspected, name);
    if (analyzed.error) expectSentence(analyzed, name);
  });

  test("what the runs cost", () => {
    const worst = costs.sort().slice(-6).reverse();
    console.log(`${costs.length} runs on hostile files; the longest:\n${worst.join("\n")}`);
    expect(costs.length).toBeGreaterThan(0);
  });
});
