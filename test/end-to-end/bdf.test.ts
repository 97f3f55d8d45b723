// The Battery Data Format by the command line. Oracles: ΔQ = I t of the protocol, the numbers of a table beside those of another.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();
const protocol = "strip at 1 mA/cm2 for 1 s; rest 1 s";
const simulate = (...more: readonly string[]): string[] => [
  "simulate",
  "pool",
  "--protocol",
  protocol,
  "-o",
  "run",
  ...more,
];
const TABLE = "run/tables/pool-simulation-points.bdf.csv";

describe("a simulated run in the Battery Data Format", () => {
  let folder: string;
  beforeAll(() => {
    folder = newFolder();
  });

  test("without an electrode says which is taken, once it is written; with one there is nothing to say", async () => {
    const assumed = await liquidus(simulate(), folder);
    expect(assumed.status).toBe(0);
    expect(assumed.stdout.replace(/\s+/g, " ")).toMatch(/taken to be the positive one.*\(--working-is negative\)/);
    const json = await liquidus(simulate("--json"), folder);
    expect(json.stderr.replace(/\s+/g, " ")).toMatch(/taken to be the positive one/);
    expect(JSON.parse(json.stdout)).toHaveProperty("schema", "liquidus.simulate/1");
    const given = await liquidus(simulate("--working-is", "negative"), folder);
    expect(given.stdout).not.toMatch(/--working-is/);
    // Without a folder there is no such table.
    const page = await liquidus(["simulate", "pool", "--protocol", protocol], folder);
    expect(page.stdout).not.toMatch(/--working-is/);
  });

  test("is read by the metadata beside it: stripping is positive again", async () => {
    await liquidus(simulate("--working-is", "negative"), folder);
    const told = await liquidus(["convert", TABLE, "--to", "csv", "-o", "told", "--json"], folder);
    const [entry] = JSON.parse(told.stdout);
    expect(entry.warnings).toEqual([]);
    const [heading = "", first = ""] = readFileSync(join(folder, "told", entry.written[0].file), "utf8").split("\n");
    const at = (name: string): number => Number(first.split(",")[heading.split(",").indexOf(name)]);
    // 1 mA/cm2 of 1 cm2
    expect(at("Current / A")).toBe(-1e-3);
    expect(at("I/A")).toBe(1e-3);
    expect(at("Ewe-Ece/V")).toBe(-at("Voltage / V"));
    rmSync(join(folder, TABLE.replace(/\.csv$/, ".metadata.json")));
    const alone = await liquidus(["convert", TABLE, "--to", "csv", "-o", "alone", "--json"], folder);
    expect(JSON.parse(alone.stdout)[0].warnings.map(({ code }: { code: string }) => code)).toEqual([
      "current-sign-assumed",
    ]);
  });
});
