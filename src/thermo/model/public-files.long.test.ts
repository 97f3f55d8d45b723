import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Comparisons, expectDerivatives, siteFractions } from "../../../test/support/thermo-identities.ts";
import { readTdb } from "../tdb/index.ts";
import { phaseModels } from "./index.ts";

/** A folder with TDB files; none is kept here. Without it these tests are skipped. */
const folder = process.env.LIQUIDUS_TDB;
const files = folder === undefined ? [] : readdirSync(folder).filter((name) => name.toLowerCase().endsWith(".tdb"));
/** Larger phases take differences too long. */
const MOST_SITE_FRACTIONS = 40;

// Oracle: differences of order 6; whatever the parameters of a real assessment are, the derivatives must fit.
describe.skipIf(files.length === 0)("derivatives of the phases in public files", () => {
  it.each(files)("%s", (file) => {
    const { database } = readTdb(readFileSync(join(folder ?? "", file), "utf8"), { fileName: file });
    const elements = [...database.elements.keys()].filter((symbol) => symbol !== "VA" && symbol !== "/-");
    const { models, left } = phaseModels(database, elements.slice(0, 5));
    for (const { reason } of left) expect(reason).not.toBe("");
    const comparisons: Comparisons = { made: 0, givenUp: 0 };
    for (const model of models.filter(({ variables }) => variables <= MOST_SITE_FRACTIONS)) {
      const [low, high] = model.temperatureRange;
      const temperature = Math.max(low + 1, Math.min(high - 1, 907.5));
      const weights = Array.from({ length: model.variables }, (_, i) => 0.2 + (((i + 1) * 0.618034) % 1));
      expectDerivatives(model, temperature, siteFractions(model, weights), comparisons);
    }
    expect(comparisons.givenUp).toBeLessThanOrEqual(0.05 * comparisons.made);
  });
});
