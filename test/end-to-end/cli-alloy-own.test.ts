// Files and data points of one's own with the commands about alloys. Oracles: the files as they were, byte by byte; what the guide says
// its commands print; the documents of the commands.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentOf as documentIn } from "./alloy-documents.ts";
import { filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

const documentOf = <Document>(args: readonly string[], folder = newFolder()): Promise<Document> =>
  documentIn<Document>(args, folder);

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
