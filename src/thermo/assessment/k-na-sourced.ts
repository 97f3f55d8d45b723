import type { Database } from "../database/database.ts";
import { type AssessmentResult, assess, prepare } from "./assess.ts";
import { kNaAssessment, kNaCoefficients, kNaCompoundEntropy, kNaData } from "./k-na-data.ts";
import { withCoefficients } from "./parameter.ts";

/** What a fit to the sourced data alone says of the recalled ones. */
export interface SourcedPrediction {
  /** Entropy term of the compound at which the fit was made, J/(mol K) before T: the one thing these data do not fix. */
  readonly compoundTerm: number;
  readonly result: AssessmentResult;
  /** J/mol at x = 0.5 */
  readonly mixingEnthalpy: number;
  /** K */
  readonly peritecticTemperature: number;
  readonly peritecticMoleFraction: number;
}

/** Standard deviation in J/(mol K) of the entropy term of the liquid about 0: the entropy of mixing is nearly ideal. */
const ATHERMAL = 1;

/** Data whose numbers were read at their source, or in the paper itself. */
const SOURCED = kNaData.filter(({ status }) => status === "sourced" || status === "paper");

/**
 * Fits K-Na to the data that were read at a source (eutectic, the 25 °C limits of the first NaK paper, both solidus
 * slopes) with a nearly athermal liquid, and predicts the three that were recalled: peritectic and heat of mixing.
 *
 * @param compoundTerm coefficient of T in G(KNA2) − G(K) − 2 G(Na), J/(mol K), held
 */
export function kNaFromSourcedData(database: Database, compoundTerm: number): SourcedPrediction {
  const coefficients = kNaCoefficients
    .filter((coefficient) => coefficient !== kNaCompoundEntropy)
    .map((coefficient) =>
      coefficient.power === 1 ? { ...coefficient, prior: { value: 0, uncertainty: ATHERMAL } } : coefficient,
    );
  const assessment = {
    ...kNaAssessment(withCoefficients(database, [{ ...kNaCompoundEntropy, value: compoundTerm }])),
    coefficients,
    data: SOURCED,
    leaveOneOut: false,
  };
  const result = assess(assessment);
  const { predict } = prepare({ ...assessment, database: result.database });
  const gradient = new Float64Array(coefficients.length);
  const predicted = (id: string): number => {
    const datum = kNaData.find((one) => one.id === id);
    return datum === undefined ? Number.NaN : predict(datum, new Float64Array(coefficients.length), gradient);
  };
  return {
    compoundTerm,
    result,
    mixingEnthalpy: predicted("mixing enthalpy"),
    peritecticTemperature: predicted("peritectic T"),
    peritecticMoleFraction: predicted("peritectic x"),
  };
}
