// `protocol: from measured`. Oracles: the sequences of an export composed here, and Ohm's law of its rows; for real files that
// each is either run to an end or refused in a sentence of the study.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dataFile, hasData } from "../../../../test/support/data.ts";
import { LiquidusError } from "../../../base/errors.ts";
import { runTask } from "../../../base/task.ts";
import { planStudy } from "../plan-study.ts";
import { studyFromFile } from "../read-study.ts";
import { studyTask } from "../run-study.ts";

/** 50 Ω cm², 100 Ω over 0.5 cm². */
const study = (file: string): string => `schema: liquidus.study/1
name: mine
cell:
  area: 0.5 cm2
  model:
    schema: liquidus.cell-model/1
    name: ohmic
    temperature: 298.15
    submodels:
      - { name: grain, kind: resistance, parameters: { resistance: 50 Ohm cm2 } }
protocol: from measured
measured: { file: ${file}, area: 0.5 cm2 }
`;

async function planned(file: string, bytes: Uint8Array) {
  const source = await studyFromFile({ name: "mine.yaml", bytes: new TextEncoder().encode(study(file)) });
  return planStudy(source, { files: { [file]: { name: file, bytes } } });
}

const cells = (...texts: readonly string[]): string => texts.map((text) => text.padEnd(20)).join("");

/** Two passes of 10 s at 0.1 mA and 10 s at −0.2 mA, a row every second, one near either end. */
function cycling(): Uint8Array {
  const header = [
    "Galvanostatic Cycling with Potential Limitation",
    "",
    "Run on channel : 1 (SN 1)",
    cells("Ns", "0", "1"),
    cells("Set I/C", "I", "I"),
    cells("Is", "0.100", "-0.200"),
    cells("unit Is", "mA", "mA"),
    cells("vs.", "<None>", "<None>"),
    cells("N", "1.00", "1.00"),
    cells("I sign", "> 0", "> 0"),
    cells("t1 (h:m:s)", "0:00:10.0000", "0:00:10.0000"),
    cells("EM (V)", "2.000", "-2.000"),
    cells("tR (h:m:s)", "0:00:0.0000", "0:00:0.0000"),
    cells("goto Ns'", "0", "0"),
    cells("nc cycles", "0", "1"),
    "",
  ];
  const times = [0, ...Array.from({ length: 40 }, (_, k) => k + 0.5), 39.9];
  const rows = times.map((time) => {
    const current = time % 20 < 10 ? 0.1 : -0.2;
    return [1, time, current * 0.1, current].join("\t");
  });
  const lines = ["EC-Lab ASCII FILE", `Nb header lines : ${header.length + 3}`, ...header, "mode\ttime/s\tEwe/V\tI/mA"];
  return new TextEncoder().encode([...lines, ...rows, ""].join("\r\n"));
}

describe("protocol: from measured", () => {
  it("does the sequences of an export, which its own rows then meet", async () => {
    const { runs } = await runTask(studyTask(await planned("cycling.mpt", cycling())));
    const { document, comparison } = runs[0] ?? expect.fail("no run");
    expect(document.segments.map(({ start, end, endCurrent }) => [start, end, Math.round(1e4 * endCurrent)])).toEqual([
      [0, 10, 20_000],
      [10, 20, -40_000],
      [20, 30, 20_000],
      [30, 40, -40_000],
    ]);
    expect(comparison?.voltage?.points).toBe(42);
    expect(comparison?.voltage?.rms).toBeLessThan(1e-9);
    expect(comparison?.warnings).toEqual([]);
  });

  it.each(["staircase-stripping.mpr", "symmetric-cell.mpr"])(
    "refuses %s, which was written without settings",
    async (name) => {
      const bytes = new Uint8Array(readFileSync(new URL(`../../../../examples/${name}`, import.meta.url)));
      await expect(planned(name, bytes)).rejects.toThrow(
        /mine\.yaml, line 11, protocol: The file was written without settings .* Write that as sentences/,
      );
    },
  );

  const folder = dataFile("formats/biologic");
  const files = hasData ? readdirSync(folder).filter((name) => /\.mp[rst]$/.test(name)) : [];
  it.skipIf(!hasData)("of every file of the collection is run, or refused in a sentence with its line", async () => {
    let ran = 0;
    for (const name of files) {
      const said = await planned(name, new Uint8Array(readFileSync(`${folder}/${name}`)))
        .then((plan) => (plan.cases[0]?.request.protocol.protocol.steps.length ?? 0) > 0)
        .catch((error: Error) => (error instanceof LiquidusError ? error.message : `${name}: ${error.stack}`));
      if (said === true) ran++;
      else expect(said, name).toMatch(/^mine\.yaml, line 1[12], (?:protocol|measured\.file): .*\.\s?$/s);
    }
    expect(ran).toBeGreaterThan(files.length / 2);
  });
});
