import { describe, expect, it } from "vitest";
import { RECORDED, type RecordedEquilibrium } from "../../../test/support/pycalphad-equilibria.ts";
import { hasTdbFiles, tdbText } from "../../../test/support/tdb-files.ts";
import { phaseModels } from "../model/index.ts";
import { readTdb } from "../tdb/index.ts";
import { equilibrium } from "./index.ts";

function models({ file, phases, without = [], components, gasConstant = 8.3145 }: RecordedEquilibrium) {
  const { database } = readTdb(tdbText(file), { fileName: file });
  const wanted = phases ?? [...database.phases.keys()].filter((phase) => !without.includes(phase));
  return phaseModels(database, components, { gasConstant, phases: wanted }).models;
}

describe.skipIf(!hasTdbFiles)(
  "equilibria that pycalphad records (set LIQUIDUS_TDB to the folder of its databases)",
  () => {
    it.each(RECORDED.map((recorded) => [`${recorded.test}, ${recorded.file}`, recorded] as const))(
      "%s",
      (_, recorded) => {
        const { temperature, composition, pressure = 101325, within = 1e-8, amountsWithin = 1e-8 } = recorded;
        const found = equilibrium(models(recorded), { temperature, composition, pressure });
        const agrees = (value: number, expected: number) => expect(Math.abs(value / expected - 1)).toBeLessThan(within);
        if (recorded.gibbsEnergy !== undefined) agrees(found.gibbsEnergy, recorded.gibbsEnergy);
        for (const [symbol, potential] of Object.entries(recorded.chemicalPotentials ?? {})) {
          agrees(found.chemicalPotentials[symbol], potential);
        }
        if (recorded.stable !== undefined) expect(found.phases.map(({ name }) => name)).toEqual(recorded.stable);
        const visible = found.phases.filter(({ fraction }) => fraction > 1e-10);
        if (recorded.amounts !== undefined) {
          const amounts = visible.map(({ fraction }) => fraction).sort((a, b) => a - b);
          expect(amounts).toHaveLength(recorded.amounts.length);
          amounts.forEach((amount, k) => {
            expect(Math.abs(amount - (recorded.amounts?.[k] ?? 0))).toBeLessThan(amountsWithin);
          });
        }
        recorded.fractions?.values.forEach((x, k) => {
          expect(Math.abs(found.phases[k].moleFractions[recorded.fractions?.component ?? ""] - x)).toBeLessThan(6e-7);
        });
        expect(found.largestDrivingForce).toBeLessThan(1e-8 * 8.3145 * temperature);
      },
    );
  },
);
