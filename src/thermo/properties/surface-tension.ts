import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { cbrt, exp, log, log1p, pow } from "../../numerics/elementary/index.ts";
import { AVOGADRO, GAS_CONSTANT } from "../../units/constants.ts";
import type { MixtureAtTemperature } from "../electrode/mixture.ts";
import type { AlloyPropertyData, SurfaceTensionLaw } from "./alloy-data.ts";
import { liquidMolarVolume } from "./molar-volume.ts";

/** Share of the bulk's excess energy that a surface atom has: coordination of the surface over that of the bulk. */
export const SURFACE_COORDINATION = 0.83;
/** Area per mole over N_A^(1/3) V^(2/3) for a close-packed plane. */
export const PACKING_FACTOR = 1.091;
/** Change of the surface composition, relative to the smaller fraction, at which the search ends. */
const TOLERANCE = 1e-14;
const MOST_ITERATIONS = 200;

export interface ButlerOptions {
  /** β; default 0.83. */
  readonly coordination?: number;
  readonly gasConstant?: number;
}

/** Surface of a liquid alloy. */
export interface AlloySurface {
  /** N/m */
  readonly surfaceTension: number;
  /** Mole fraction of the first component in the surface layer. */
  readonly moleFraction: number;
  readonly iterations: number;
}

/** σ(T) in N/m of a pure liquid. @throws DomainError above the critical temperature of the law */
export function pureSurfaceTension(law: SurfaceTensionLaw, temperature: number): number {
  if (temperature >= law.critical) {
    throw new DomainError(`surface tension at ${temperature} K: the law ends at ${law.critical.toFixed(1)} K.`);
  }
  return law.scale * pow(1 - temperature / law.critical, law.exponent);
}

/** A = f N_A^(1/3) V^(2/3) in m²/mol. */
export function molarSurfaceArea(molarVolume: number): number {
  return PACKING_FACTOR * cbrt(AVOGADRO) * cbrt(molarVolume) ** 2;
}

/**
 * Surface tension and composition by Butler's equation (Proc. R. Soc. A 135 (1932) 348)
 *
 * σ = σ_i + (RT ln(x_i^s/x_i) + β G_i^E(x^s) − G_i^E(x))/A_i for both components,
 *
 * with the partial excess energies of the liquid's own model; β and the area factor as T. Tanaka et al., Z. Metallkd. 87
 * (1996) 380. Solved by bisection on logit x^s: the difference of the two sides increases with x^s wherever the surface layer is
 * stable against unmixing.
 *
 * @param liquid binary; x is the mole fraction of `data.components[0]`
 * @throws DomainError where x is not between 0 and 1, ends included
 */
export function butlerSurface(
  data: AlloyPropertyData,
  liquid: MixtureAtTemperature,
  moleFraction: number,
  options: ButlerOptions = {},
): AlloySurface {
  const { coordination = SURFACE_COORDINATION, gasConstant = GAS_CONSTANT } = options;
  const { temperature } = liquid;
  const [first, second] = data.components;
  const tension = [
    pureSurfaceTension(first.surfaceTension, temperature),
    pureSurfaceTension(second.surfaceTension, temperature),
  ] as const;
  if (moleFraction === 1) return { surfaceTension: tension[0], moleFraction: 1, iterations: 0 };
  if (moleFraction === 0) return { surfaceTension: tension[1], moleFraction: 0, iterations: 0 };
  if (!(moleFraction > 0 && moleFraction < 1)) {
    throw new DomainError(`butlerSurface: mole fraction ${moleFraction} is not between 0 and 1.`);
  }
  const area = [
    molarSurfaceArea(liquidMolarVolume(data, 0, temperature)),
    molarSurfaceArea(liquidMolarVolume(data, 1, temperature)),
  ] as const;
  const thermal = gasConstant * temperature;
  const places = [indexOf(liquid, first.symbol), indexOf(liquid, second.symbol)] as const;
  const excess = excessEnergies(liquid, places, thermal);
  const bulk = excess(log(moleFraction / (1 - moleFraction)));
  const sides = (logit: number): [number, number] => {
    const layer = excess(logit);
    return [0, 1].map((i) => {
      const k = i as 0 | 1;
      const energy = thermal * (layer.logFraction[k] - bulk.logFraction[k]);
      return tension[k] + (energy + coordination * layer.excess[k] - bulk.excess[k]) / area[k];
    }) as [number, number];
  };
  let low = -60;
  let high = 60;
  let iterations = 0;
  while (high - low > TOLERANCE * Math.max(1, Math.abs(low))) {
    if (++iterations > MOST_ITERATIONS) break;
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    const [a, b] = sides(middle);
    if (a > b) high = middle;
    else low = middle;
  }
  if (iterations > MOST_ITERATIONS) {
    throw new ConvergenceError(
      `butlerSurface: logit of the surface between ${low} and ${high} after ${iterations} steps.`,
    );
  }
  const logit = (low + high) / 2;
  const [a, b] = sides(logit);
  return { surfaceTension: (a + b) / 2, moleFraction: 1 / (1 + exp(-logit)), iterations };
}

function indexOf(liquid: MixtureAtTemperature, symbol: string): number {
  const index = liquid.components.indexOf(symbol);
  if (index < 0 || liquid.components.length !== 2) {
    throw new DomainError(
      `butlerSurface: the liquid has the components ${liquid.components.join(", ")}; two with ${symbol} among them are needed.`,
    );
  }
  return index;
}

interface Layer {
  readonly logFraction: readonly [number, number];
  readonly excess: readonly [number, number];
}

/** ln x_i and G_i^E = μ_i − μ_i° − RT ln x_i of both components at a composition given by ln(x₁/x₂). */
function excessEnergies(
  liquid: MixtureAtTemperature,
  places: readonly [number, number],
  thermal: number,
): (logit: number) => Layer {
  const pure = [liquid.pureEnergy(places[0]), liquid.pureEnergy(places[1])] as const;
  const x = new Float64Array(2);
  const mu = new Float64Array(2);
  return (logit) => {
    const logFraction = [-log1p(exp(-logit)), -log1p(exp(logit))] as const;
    x[places[0]] = exp(logFraction[0]);
    x[places[1]] = exp(logFraction[1]);
    liquid.chemicalPotentials(x, mu);
    const excess = (k: 0 | 1): number => (mu[places[k]] as number) - pure[k] - thermal * logFraction[k];
    return { logFraction, excess: [excess(0), excess(1)] };
  };
}
