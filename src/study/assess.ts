import { DomainError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import { sha256Hex } from "../files/digest.ts";
import { hypot } from "../numerics/elementary/index.ts";
import {
  type Assessment,
  type AssessmentResult,
  assess,
  assessedLiquidus,
  type Datum,
  kNaAssessment,
  kNaIndependentData,
  kNaParseOptions,
  kNaSolids,
  parseAssessmentData,
  prepare,
  standardDeviation,
  uncertaintyOf,
  unitOf,
} from "../thermo/assessment/index.ts";
import { GAS_CONSTANT } from "../units/constants.ts";
import { type AlloyHead, alloyHead, type BinaryAlloySystem, binaryAlloySystem } from "./alloy-system.ts";

export const assessSchema = "liquidus.assess/1";

/** A file with points of one's own, as `parseAssessmentData` reads them. */
export interface DataFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface AssessRequest {
  /** Na-K: the only system with data. */
  readonly system?: string;
  readonly gasConstant?: number;
  /** Points of one's own, added to those of the assessment. */
  readonly data?: readonly DataFile[];
  /** Whether the data of the assessment are left out: only one's own and the priors count. */
  readonly onlyOwn?: boolean;
  /** Whether each datum is also predicted from all the others; default true. */
  readonly leaveOneOut?: boolean;
  /** Whether every σ is multiplied by √(χ²/ν) where that is above 1; default false. */
  readonly scaleUncertainties?: boolean;
}

/** One datum with what the fit says of it; in the SI unit of its kind. */
export interface AssessedDatum {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly source: string;
  readonly value: number;
  /** 1σ */
  readonly uncertainty: number;
  readonly unit: string;
  readonly prediction: number;
  /** 1σ of the prediction. */
  readonly standardDeviation: number;
  readonly residual: number;
  /** residual/uncertainty */
  readonly normalized: number;
}

export interface FittedDatum extends AssessedDatum {
  /** Part of the datum in its own prediction. */
  readonly leverage: number;
  /** What the other data say of it; null where it was not asked for or they do not determine the coefficients. */
  readonly leftOut: {
    readonly prediction: number;
    readonly standardDeviation: number;
    readonly normalized: number;
    /** Of the fit without the datum. */
    readonly chiSquare: number;
  } | null;
}

/** A number that no fit has seen, beside its prediction. */
export interface IndependentDatum extends AssessedDatum {
  /** residual/√(standard deviation of the prediction² + uncertainty²) */
  readonly combined: number;
  /** Whether |combined| ≤ 2. */
  readonly agrees: boolean;
}

/** |difference| in combined standard uncertainties up to which a number and its prediction agree. */
export const AGREEMENT = 2;

/** A refit as it is printed. */
export interface AssessDocument extends AlloyHead {
  readonly system: string;
  readonly component: string;
  readonly options: { readonly leaveOneOut: boolean; readonly onlyOwn: boolean; readonly scaleUncertainties: boolean };
  /** Files of one's own points. */
  readonly files: readonly { readonly file: string; readonly sha256: string; readonly points: number }[];
  readonly converged: boolean;
  readonly iterations: number;
  readonly isDetermined: boolean;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** That χ² is exceeded, if model and stated uncertainties are right; null without degrees of freedom. */
  readonly probability: number | null;
  /** √(χ²/ν), never below 1. */
  readonly birgeRatio: number;
  /** Whether every σ is multiplied by it. */
  readonly isScaled: boolean;
  readonly condition: number;
  readonly coefficients: readonly {
    readonly name: string;
    readonly phase: string;
    /** In J/mol, or J/(mol K) before T. */
    readonly value: number;
    readonly unit: string;
    readonly standardDeviation: number | null;
    /** What the database holds. */
    readonly before: number;
    /** (value − before)/σ */
    readonly shift: number | null;
    readonly prior: { readonly value: number; readonly uncertainty: number } | null;
  }[];
  /** Row-major, in the order of `coefficients`. */
  readonly covariance: Float64Array;
  readonly correlation: Float64Array;
  readonly residuals: readonly FittedDatum[];
  /** Numbers that no fit has seen. */
  readonly independent: readonly IndependentDatum[];
  /** Liquidus of the refit with its standard deviation, K over mole fraction. */
  readonly liquidus: {
    readonly moleFraction: Float64Array;
    readonly temperature: Float64Array;
    readonly standardDeviation: Float64Array;
    readonly solid: readonly string[];
  };
}

export interface AssessResult {
  readonly document: AssessDocument;
  readonly result: AssessmentResult;
  readonly data: readonly Datum[];
  readonly system: BinaryAlloySystem;
}

/** The only system with data, in either order. */
const SYSTEM = "Na-K";
const SAME_SYSTEM = /^(?:Na\s*[-–]\s*K|K\s*[-–]\s*Na)$/i;

/** Mole fractions of the liquidus that is told. */
const GRID = [0.01, ...Array.from({ length: 39 }, (_, i) => (i + 1) / 40), 0.99];

/**
 * Refits the sodium-potassium assessment, with points of one's own if there are any: coefficients with covariance, residuals, each datum
 * predicted from the others, and predictions of numbers that no fit has seen.
 *
 * @throws DomainError for another system, or too few data
 * @throws FormatError with the line of a file of points
 */
export function assessSystem(request: AssessRequest = {}): AssessResult {
  const gasConstant = request.gasConstant ?? GAS_CONSTANT;
  const name = request.system ?? SYSTEM;
  if (!SAME_SYSTEM.test(name.trim())) {
    throw new DomainError(`${name}: there are data of ${SYSTEM} alone; assess refits no other system.`);
  }
  const system = binaryAlloySystem(name, { gasConstant });
  const files = (request.data ?? []).map((file) => ({ file, points: pointsOf(file) }));
  const own = files.flatMap(({ points }) => points);
  const onlyOwn = request.onlyOwn === true;
  if (onlyOwn && own.length === 0)
    throw new DomainError("Own points alone are asked for, and there are none: give a file of them.", {
      input: "points",
    });
  const base = kNaAssessment(system.source.database);
  const ids = new Set<string>();
  const data = [...(onlyOwn ? [] : base.data), ...own].map((datum) => {
    let id = datum.id;
    for (let n = 2; ids.has(id); n++) id = `${datum.id} (${n})`;
    ids.add(id);
    return { ...datum, id };
  });
  const leaveOneOut = request.leaveOneOut ?? true;
  const scaleUncertainties = request.scaleUncertainties === true;
  const assessment: Assessment = { ...base, data, gasConstant, leaveOneOut, scaleUncertainties };
  const result = assess(assessment);
  const document: AssessDocument = {
    ...alloyHead(assessSchema, system, warningsOf(result)),
    system: system.name,
    component: "Na",
    options: { leaveOneOut, onlyOwn, scaleUncertainties },
    files: files.map(({ file, points }) => ({ file: file.name, sha256: sha256Hex(file.bytes), points: points.length })),
    converged: result.converged,
    iterations: result.iterations,
    isDetermined: result.isDetermined,
    chiSquare: result.chiSquare,
    degreesOfFreedom: result.degreesOfFreedom,
    probability: result.probability,
    birgeRatio: result.birgeRatio,
    isScaled: result.isScaled,
    condition: result.condition,
    coefficients: result.coefficients.map(({ name, phase, power, value, standardDeviation: sigma, before, prior }) => ({
      name,
      phase,
      value,
      unit: power === 0 ? "J/mol" : `J/(mol K${power === 1 ? "" : `^${power}`})`,
      standardDeviation: sigma,
      before,
      shift: sigma === null || sigma === 0 ? null : (value - before) / sigma,
      prior,
    })),
    covariance: result.covariance,
    correlation: result.correlation,
    residuals: result.residuals.map((residual) => ({
      ...described(residual.datum),
      prediction: residual.prediction,
      standardDeviation: residual.standardDeviation,
      residual: residual.residual,
      normalized: residual.normalized,
      leverage: residual.leverage,
      leftOut: residual.leftOut,
    })),
    independent: independent(assessment, result),
    liquidus: liquidusOf(result, gasConstant),
  };
  return { document, result, data, system };
}

function pointsOf({ name, bytes }: DataFile): Datum[] {
  return parseAssessmentData(new TextDecoder("utf-8").decode(bytes), kNaParseOptions(name));
}

function described(
  datum: Datum,
): Pick<AssessedDatum, "id" | "kind" | "status" | "source" | "value" | "uncertainty" | "unit"> {
  const { id, kind, status, source, value, uncertainty } = datum;
  return { id, kind, status, source, value, uncertainty, unit: unitOf(datum) };
}

function warningsOf({ converged, iterations, isDetermined, warnings }: AssessmentResult): Warning[] {
  return [
    ...warnings,
    ...(converged
      ? []
      : [{ code: "not-converged", message: `The fit stopped after ${iterations} iterations before it converged.` }]),
    ...(isDetermined
      ? []
      : [
          {
            code: "not-determined",
            message: "The data do not determine every coefficient; those without ± are not determined.",
          },
        ]),
  ];
}

/** Numbers that no fit has seen, as the refit predicts them. */
function independent(assessment: Assessment, result: AssessmentResult): IndependentDatum[] {
  const { predict } = prepare({ ...assessment, database: result.database });
  const n = result.coefficients.length;
  const gradient = new Float64Array(n);
  return kNaIndependentData.map((datum) => {
    const prediction = predict(datum, new Float64Array(n), gradient);
    const residual = datum.value - prediction;
    const deviation = standardDeviation(gradient, result.covariance);
    const combined = residual / hypot(deviation, datum.uncertainty);
    return {
      ...described(datum),
      prediction,
      standardDeviation: deviation,
      residual,
      normalized: residual / datum.uncertainty,
      combined,
      agrees: Math.abs(combined) <= AGREEMENT,
    };
  });
}

function liquidusOf(result: AssessmentResult, gasConstant: number): AssessDocument["liquidus"] {
  const liquidus = assessedLiquidus(uncertaintyOf(result), {
    components: ["K", "NA"],
    component: "NA",
    liquid: "LIQUID",
    solids: kNaSolids,
    temperatureRange: [200, 375],
    gasConstant,
  });
  const points = GRID.map((x) => liquidus.at(x));
  return {
    moleFraction: Float64Array.from(points, ({ moleFraction }) => moleFraction),
    temperature: Float64Array.from(points, ({ temperature }) => temperature),
    standardDeviation: Float64Array.from(points, ({ temperatureDeviation }) => temperatureDeviation),
    solid: points.map(({ solid }) => solid),
  };
}
