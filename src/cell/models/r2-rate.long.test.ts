import { describe, expect, it } from "vitest";
import { runSeparatorBenchmark } from "../../../test/support/separator-benchmark.ts";
import { fillingBenchmark } from "../../../test/support/separator-cells.ts";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import type { CellDescription } from "../form/description.ts";
import { separatorBenchmark } from "./r2.ts";

// The tables of docs/numerics/electrolyte.md: PRECIPITATION_TABLE=1 LIQUIDUS_LONG=1 npx vitest run src/cell/models/r2-rate

function withRate(description: CellDescription, rateConstant: number): CellDescription {
  return {
    ...description,
    submodels: description.submodels.map((each) =>
      each.name === "salt" ? { ...each, parameters: { ...each.parameters, rateConstant } } : each,
    ),
  };
}

function report(row: readonly (string | number)[]): void {
  if (process.env.PRECIPITATION_TABLE !== undefined) console.log(`| ${row.join(" | ")} |`);
}

/** Half cycles of 9000 s that a cell passes whose pores fill, at most `most`. */
function halfCycles(model: CellModel, most: number): number {
  try {
    runSeparatorBenchmark(model, most, 1e-4);
  } catch (error) {
    const half = /^half cycle (\d+)/.exec(error instanceof Error ? error.message : "");
    if (half === null) throw error;
    return Number(half[1]) - 1;
  }
  return most;
}

describe("the rate constant of precipitation", () => {
  it("decides where the salt lies: the layer in which it falls is √(D c/k_p) thick, c of the rarer ion", () => {
    const solids: number[] = [];
    for (const rate of [0.05, 0.5, 5, 50]) {
      const model = composeCell(withRate(separatorBenchmark(), rate));
      const { state } = runSeparatorBenchmark(model, 1, 1e-6);
      const [sodium, potassium, solid] = ["Na+", "K+"]
        .map((name) => model.indexOf(`separator.${name}`))
        .concat(model.indexOf("salt.precipitate"));
      let saturation = 0;
      for (let at = 0; at < 300; at += 3) {
        const k = state[potassium + at];
        saturation = Math.max(saturation, (k * (state[sodium + at] + k)) / 400);
      }
      solids.push(state[solid]);
      report([rate, state[solid].toFixed(0), saturation.toPrecision(4)]);
    }
    // It is no numerical parameter: each of these is several times the one before, or still 10 % more.
    expect(solids[1] / solids[0]).toBeGreaterThan(2);
    expect(solids[2] / solids[1]).toBeGreaterThan(1.5);
    expect(solids[3] / solids[2]).toBeGreaterThan(1.1);
  });

  it("and the mesh decide when pores clog", () => {
    const found = [0.5, 5].map((rate) =>
      [50, 100, 200].map((cells) => {
        const filling = fillingBenchmark({ kind: "uniform", cells }, 5.5e-5, 1);
        return halfCycles(composeCell(withRate(filling, rate)), 60);
      }),
    );
    for (const [k, row] of found.entries()) report([[0.5, 5][k], ...row]);
    for (const row of found) {
      expect(row[0]).toBeGreaterThan(row[1]);
      expect(row[1]).toBeGreaterThan(row[2]);
    }
    for (let k = 0; k < 3; k++) expect(found[0][k]).toBeGreaterThan(2 * found[1][k]);
  });
});
