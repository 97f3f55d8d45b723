import { kNaDatabase } from "../data/index.ts";
import type { Database } from "../database/database.ts";
import { kNaCoefficients, kNaComponent, kNaComponents, kNaPhaseNames, kNaSolids } from "./k-na-data.ts";
import { type AssessedLiquidus, assessedLiquidus } from "./liquidus.ts";
import type { ParseDataOptions } from "./parse-data.ts";
import { type AssessedUncertainty, uncertaintyAround } from "./uncertainty.ts";

/**
 * Covariance of the seven coefficients in the order of `kNaCoefficients`, lower triangle, in (J/mol)² and with K where a
 * coefficient stands before T: what `assess(kNaAssessment(kNaDatabase()))` finds. A test runs it again and compares.
 */
const COVARIANCE: readonly (readonly number[])[] = [
  [25116.8699],
  [-107.956388, 0.738003811],
  [-3257.85036, 32.6969987, 8422.93784],
  [-12794.3536, 201.061676, 12892.5603, 108864.039],
  [-1358.4218, 29.1634123, 14817.3224, -4661.07476, 56507.8169],
  [-2401.37433, 514.972483, 48845.2379, 242914.256, 59525.0289, 1142191],
  [-1.24840848, -1.64029128, -165.095909, -778.056714, -205.4897, -3799.13778, 12.6634357],
];

/**
 * Uncertainty of the shipped K-Na database: its own values with the covariance of the fit behind them, kept as numbers
 * so that bands need no fit.
 *
 * @param database the shipped one by default; another must hold the same parameters
 */
export function assessedUncertainty(database: Database = kNaDatabase()): AssessedUncertainty {
  const n = COVARIANCE.length;
  const covariance = new Float64Array(n * n);
  for (const [k, row] of COVARIANCE.entries()) {
    for (const [l, entry] of row.entries()) {
      covariance[k * n + l] = entry;
      covariance[l * n + k] = entry;
    }
  }
  const coefficients = kNaCoefficients.map(({ phase, constituents, order, power }) => ({
    phase,
    constituents,
    order,
    power,
  }));
  return uncertaintyAround(database, coefficients, covariance);
}

/**
 * Liquidus and liquid range of K-Na with their bands.
 *
 * @param uncertainty of the shipped database by default
 * @param gasConstant J/(mol K), CODATA by default
 */
export function kNaLiquidus(
  uncertainty: AssessedUncertainty = assessedUncertainty(),
  gasConstant?: number,
): AssessedLiquidus {
  return assessedLiquidus(uncertainty, {
    components: kNaComponents,
    component: kNaComponent,
    liquid: "LIQUID",
    solids: kNaSolids,
    temperatureRange: [200, 375],
    ...(gasConstant === undefined ? {} : { gasConstant }),
  });
}

/**
 * How points of one's own on K-Na are read: Na(s), K(s), Na2K and liquid are phases by name, the pure solid metals the
 * references; a liquidus point without a solid is on that which the shipped database has on the liquidus there.
 */
export function kNaParseOptions(file?: string): ParseDataOptions {
  let liquidus: AssessedLiquidus | null = null;
  return {
    components: kNaComponents,
    component: kNaComponent,
    liquid: "LIQUID",
    reference: "BCC_A2",
    names: kNaPhaseNames,
    solidAt: (moleFraction) => {
      liquidus ??= kNaLiquidus();
      const { solid } = liquidus.at(moleFraction);
      const named = kNaSolids.filter(({ phase }) => phase === solid);
      return named.length < 2 ? { phase: solid } : (kNaSolids[moleFraction > 0.5 ? 2 : 0] ?? { phase: solid });
    },
    ...(file === undefined ? {} : { file }),
  };
}
