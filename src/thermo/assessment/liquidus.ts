import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { prepare } from "./assess.ts";
import type { BoundaryDatum, TakingPart } from "./datum.ts";
import { standardDeviation } from "./fit.ts";
import type { AssessedUncertainty } from "./uncertainty.ts";

/** One point of the liquidus. */
export interface LiquidusPoint {
  /** Of the axis component. */
  readonly moleFraction: number;
  /** K */
  readonly temperature: number;
  /** Standard deviation of the temperature in K at this mole fraction, from the covariance. */
  readonly temperatureDeviation: number;
  /** Of the mole fraction at this temperature. */
  readonly moleFractionDeviation: number;
  /** The solid that precipitates. */
  readonly solid: string;
}

/** Mole fractions between which the alloy is wholly liquid; an end is null where the liquid reaches the pure component. */
export interface LiquidWindow {
  /** K */
  readonly temperature: number;
  readonly lower: LiquidusPoint | null;
  readonly upper: LiquidusPoint | null;
}

/** The liquidus of a binary system with its band. */
export interface AssessedLiquidus {
  /** @throws DomainError where x is not between 0 and 1, or no liquidus is found */
  at(moleFraction: number): LiquidusPoint;
  /** Null where the alloy is nowhere wholly liquid. @throws DomainError where the liquid has more than one range */
  window(temperature: number): LiquidWindow | null;
}

export interface LiquidusOptions {
  readonly components: readonly [string, string];
  readonly component: string;
  /** Name of the liquid. */
  readonly liquid: string;
  /** Solids that may precipitate, with a mole fraction near which to look for those that are solutions. */
  readonly solids: readonly TakingPart[];
  /** Temperatures in K between which the liquidus is looked for. */
  readonly temperatureRange: readonly [number, number];
  /** J/(mol K), CODATA by default. */
  readonly gasConstant?: number;
  /** Pa, default 101325. */
  readonly pressure?: number;
}

/** Mole fractions at which the liquidus is looked at to find the ends of a liquid range. */
const GRID = 100;
/** Parts of one of those steps beside the lowest, where all of them are partly solid. */
const REFINEMENT = 25;
/** K */
const SAME_TEMPERATURE = 1e-6;
/** Temperatures from which each equilibrium is looked for. */
const STARTS = 6;

/** The stable solid at x; null where none is found. */
interface Sample {
  readonly x: number;
  readonly best: { readonly solid: TakingPart; readonly temperature: number } | null;
}

/**
 * The liquidus as the highest temperature at which one of the solids is in equilibrium with the liquid, with standard
 * deviations from the covariance of the coefficients.
 */
export function assessedLiquidus(uncertainty: AssessedUncertainty, options: LiquidusOptions): AssessedLiquidus {
  const { liquid, solids, temperatureRange } = options;
  const { predict, base } = prepare({
    ...options,
    database: uncertainty.database,
    coefficients: uncertainty.coefficients,
  });
  const shift = new Float64Array(base.length);
  const gradient = new Float64Array(base.length);
  const slope = new Float64Array(base.length);
  const datum = (
    solid: TakingPart,
    property: "temperature" | "moleFraction",
    at: number,
    value: number,
  ): BoundaryDatum => ({
    id: `liquidus of ${solid.phase}`,
    kind: "boundary",
    phases: [{ phase: liquid }, solid],
    of: liquid,
    property,
    at,
    value,
    uncertainty: 1,
    source: "",
    status: "own",
  });
  /** Follows the boundary from a temperature, or looks for it everywhere. */
  const temperatureOf = (solid: TakingPart, x: number, near: number | undefined): number => {
    const followed = near === undefined ? Number.NaN : predict(datum(solid, "temperature", x, near), shift, gradient);
    if (Number.isFinite(followed)) return followed;
    let highest = Number.NaN;
    for (let i = 0; i < STARTS; i++) {
      const start = temperatureRange[0] + ((i + 0.5) / STARTS) * (temperatureRange[1] - temperatureRange[0]);
      const found = predict(datum(solid, "temperature", x, start), shift, gradient);
      const isInside = found >= temperatureRange[0] && found <= temperatureRange[1];
      if (isInside && !(found <= highest)) highest = found;
    }
    return highest;
  };
  const point = (solid: TakingPart, x: number, near: number): LiquidusPoint => {
    const temperature = predict(datum(solid, "temperature", x, near), shift, gradient);
    const temperatureDeviation = standardDeviation(gradient, uncertainty.covariance);
    predict(datum(solid, "moleFraction", temperature, x), shift, slope);
    const moleFractionDeviation = standardDeviation(slope, uncertainty.covariance);
    return { moleFraction: x, temperature, temperatureDeviation, moleFractionDeviation, solid: solid.phase };
  };
  const stable = (x: number, followed: Map<TakingPart, number> = new Map()): Sample["best"] => {
    let best: Sample["best"] = null;
    for (const solid of solids) {
      const temperature = temperatureOf(solid, x, followed.get(solid));
      if (!Number.isFinite(temperature)) continue;
      followed.set(solid, temperature);
      if (!(temperature <= (best?.temperature ?? -Infinity))) best = { solid, temperature };
    }
    return best;
  };
  let grid: Sample[] | null = null;
  /** The liquidus at ascending mole fractions. */
  const scan = (moleFractions: readonly number[]): Sample[] => {
    const followed = new Map<TakingPart, number>();
    return moleFractions.map((x) => ({ x, best: stable(x, followed) }));
  };
  const isLiquidAt = ({ best }: Sample, temperature: number): boolean =>
    best === null || best.temperature < temperature;

  /** The composition between a liquid and a partly solid sample at which the solid vanishes. */
  const end = (within: Sample, beyond: Sample | undefined, temperature: number): LiquidusPoint | null => {
    if (beyond?.best == null) return null;
    for (const solid of new Set([beyond.best.solid, within.best?.solid ?? beyond.best.solid])) {
      const share = within.best
        ? (temperature - within.best.temperature) / (beyond.best.temperature - within.best.temperature)
        : 1;
      const near = within.x + share * (beyond.x - within.x);
      const x = predict(datum(solid, "moleFraction", temperature, near), shift, gradient);
      const there = Number.isFinite(x) ? stable(x) : null;
      if (there !== null && Math.abs(there.temperature - temperature) < SAME_TEMPERATURE) {
        return point(solid, x, temperature);
      }
    }
    throw new ConvergenceError(
      `liquidus: at ${temperature} K no end of the liquid range is found between x = ${within.x} and ${beyond.x}.`,
    );
  };

  return {
    at: (x) => {
      if (!(x > 0 && x < 1)) throw new DomainError(`A liquidus at x = ${x}: it must be between 0 and 1.`);
      const best = stable(x);
      if (best === null) {
        throw new DomainError(
          `No liquidus at x = ${x} between ${temperatureRange[0]} and ${temperatureRange[1]} K with ${solids.map(({ phase }) => phase).join(", ")}.`,
        );
      }
      return point(best.solid, x, best.temperature);
    },
    window: (temperature) => {
      grid ??= scan(Array.from({ length: GRID - 1 }, (_, i) => (i + 1) / GRID));
      let samples = grid;
      if (!samples.some((one) => isLiquidAt(one, temperature))) {
        const lowest = samples.reduce((a, b) => ((b.best?.temperature ?? 0) < (a.best?.temperature ?? 0) ? b : a));
        samples = scan(
          Array.from({ length: 2 * REFINEMENT - 1 }, (_, i) => lowest.x + ((i + 1) / REFINEMENT - 1) / GRID),
        );
      }
      const first = samples.findIndex((one) => isLiquidAt(one, temperature));
      const last = samples.findLastIndex((one) => isLiquidAt(one, temperature));
      if (first < 0) return null;
      if (!samples.slice(first, last).every((one) => isLiquidAt(one, temperature))) {
        throw new DomainError(`At ${temperature} K the alloy is liquid in more than one range of composition.`);
      }
      return {
        temperature,
        lower: end(samples[first] as Sample, samples[first - 1], temperature),
        upper: end(samples[last] as Sample, samples[last + 1], temperature),
      };
    },
  };
}
