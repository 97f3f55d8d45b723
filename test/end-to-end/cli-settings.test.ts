// The settings of the workbench on the command line of analyze.
// Oracle: the same options given to the library.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { AnalyzeEntry } from "../../src/study/analyze.ts";
import { arcCsv } from "./composed-files.ts";
import { liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

test("analyze takes basis, part, sign, and what is said of the parameters of a circuit", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "arc.csv"), arcCsv());
  const settings = ["--lambda", "0.001", "--part", "im", "--sign", "positive", "--basis", "matern-4"];
  const circuit = ["--circuit", "R0-p(R1,CPE1)", "--fix", "CPE1.n=1", "--bounds", "R1=50..200", "--start", "R0=9"];
  const run = await liquidus(["analyze", "arc.csv", ...settings, ...circuit, "--json"], folder);
  expect([run.status, run.stderr]).toEqual([0, ""]);
  const [entry] = JSON.parse(run.stdout) as AnalyzeEntry[];
  expect(entry?.options.relaxationTimes).toMatchObject({
    lambda: 1e-3,
    part: "im",
    sign: "positive",
    basis: "matern-4",
  });
  expect(entry?.options.fit).toEqual({ fixed: { "CPE1.n": 1 }, bounds: { R1: [50, 200] }, start: { R0: 9 } });
  const parameters = entry?.sweeps[0]?.circuit?.parameters ?? [];
  expect(parameters.find(({ name }) => name === "CPE1.n")).toMatchObject({ value: 1, status: "fixed" });
  const refused = await liquidus(["analyze", "arc.csv", "--circuit", "R0", "--fix", "R7=1"], folder);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('The circuit R0 has no parameter "R7"; it has R0.');
});

test("drift is analysed where it is seen, always or never", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "arc.csv"), arcCsv());
  const drifts = await Promise.all(
    [[], ["--drift"], ["--no-drift"]].map(async (flags) => {
      const run = await liquidus(["analyze", "arc.csv", ...flags, "--json"], folder);
      return (JSON.parse(run.stdout) as AnalyzeEntry[])[0]?.options.drift;
    }),
  );
  expect(drifts).toEqual(["auto", true, false]);
  expect((await liquidus(["drt", "arc.csv", "--no-drift", "--json"], folder)).status).toBe(0);
});
