import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { phaseModels } from "../model/index.ts";
import { readTdb } from "../tdb/index.ts";
import { binaryDiagram } from "./index.ts";

// Oracle: for Al-Zn (277 and 381 °C), Al-Mg (438 and 450 °C) the assessed diagrams of the handbooks,
// as remembered; the other temperatures were recorded from this program and guard against change and loss only.
// The files are not part of the repository: name their folder in LIQUIDUS_TDB.
const folder = process.env.LIQUIDUS_TDB ?? "";

interface PublicCase {
  readonly file: string;
  readonly system: readonly [string, string];
  /** Kind and temperature in K of every invariant, ascending. */
  readonly invariants: readonly (readonly [string, number])[];
  readonly transitions: number;
}

const cases: readonly PublicCase[] = [
  {
    file: "alzn_mey.tdb",
    system: ["AL", "ZN"],
    invariants: [
      ["eutectoid", 550.4],
      ["eutectic", 654],
    ],
    transitions: 2,
  },
  { file: "pbsn.tdb", system: ["PB", "SN"], invariants: [["eutectic", 454.6]], transitions: 2 },
  {
    file: "cumg.tdb",
    system: ["CU", "MG"],
    invariants: [
      ["eutectic", 759],
      ["eutectic", 825],
      ["eutectic", 992],
    ],
    transitions: 4,
  },
  {
    file: "Al-Mg_Zhong.tdb",
    system: ["AL", "MG"],
    invariants: [
      ["eutectoid", 523],
      ["peritectoid", 707],
      ["eutectic", 711.5],
      ["eutectic", 725],
      ["eutectic", 725],
    ],
    transitions: 4,
  },
  {
    file: "nbre_liu.tdb",
    system: ["NB", "RE"],
    invariants: [
      ["eutectoid", 2439],
      ["eutectic", 2724.4],
      ["peritectic", 2831.8],
      ["eutectic", 2982.5],
    ],
    transitions: 3,
  },
];

describe("public databases", () => {
  for (const { file, system, invariants, transitions } of cases) {
    const path = ["", "pycalphad__pycalphad_tests_databases_", "pycalphad__examples_"]
      .map((prefix) => join(folder, prefix + file))
      .find((candidate) => folder !== "" && existsSync(candidate));
    it.skipIf(path === undefined)(`${system.join("-")}: every invariant, at its temperature`, () => {
      const { database } = readTdb(readFileSync(path as string, "utf8"), { fileName: file });
      const { models } = phaseModels(database, system, { gasConstant: 8.3145 });
      const diagram = binaryDiagram(models, { component: system[1] });
      expect(diagram.invariants.map(({ kind }) => kind)).toEqual(invariants.map(([kind]) => kind));
      for (const [k, { temperature }] of diagram.invariants.entries()) {
        expect(Math.abs(temperature - (invariants[k]?.[1] as number))).toBeLessThan(1.5);
      }
      expect(diagram.transitions).toHaveLength(transitions);
      expect(diagram.warnings.filter(({ code }) => code !== "changes-above")).toEqual([]);
    });
  }
});
