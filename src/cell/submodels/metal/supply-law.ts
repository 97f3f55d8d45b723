import { DomainError } from "../../../base/errors.ts";
import { exp, hypot } from "../../../numerics/elementary/index.ts";
import { optionText } from "../../form/options.ts";
import type { ParameterMetadata } from "../../form/parameter.ts";
import type { SubmodelInput } from "../../form/submodel.ts";
import type { Alloy } from "../alloy/alloy.ts";

/** How a limiting current density follows the composition of the liquid. */
const supplies = ["constant", "exponential", "headroom"] as const;
export type Supply = (typeof supplies)[number];

/** A limiting current density by the concentration (mol/m³) of the working metal in the liquid, positive everywhere. */
export interface SupplyLaw {
  /** A/m² */
  value(concentration: number): number;
  /** d(value)/dc in A m/mol */
  slope(concentration: number): number;
}

/**
 * Part of the reference headroom over which the law goes from a straight line to its tail: at saturation it is half of this, below
 * it falls as 1/distance.
 */
export const HEADROOM_WIDTH = 1e-2;

/** Metadata of the parameters that {@link supplyLaw} reads. */
export const supplyParameters: Readonly<Record<string, ParameterMetadata>> = {
  referenceFraction: {
    symbol: "x_ref",
    description: "mole fraction of the working metal in the liquid that the limiting current density belongs to",
    unit: "1",
    value: 1,
    lower: 1e-6,
    upper: 1,
    status: "measured",
    source: "1: the pure metal",
  },
  sensitivity: {
    symbol: "b",
    description: 'd ln i_lim / dx; only with supply: "exponential"',
    unit: "1",
    value: 0,
    lower: -100,
    upper: 100,
    status: "fitted",
    source: "0: the same in every composition",
  },
  saturationFraction: {
    symbol: "x_sat",
    description: 'mole fraction at which the other metal begins to precipitate; only with supply: "headroom"',
    unit: "1",
    value: 0,
    lower: 0,
    upper: 1,
    status: "computed",
    source: "0: it never does",
  },
};

/**
 * The law of the option `supply` of a submodel, default "constant":
 *
 *     constant      i_ref
 *     exponential   i_ref e^{b (x − x_ref)},   x = cV'/(1 + c(V' − V))
 *     headroom      i_ref p(y)/p(1),   y = (c − c_sat)/(c_ref − c_sat),   p(y) = ½(y + √(y² + w²)),   w = {@link HEADROOM_WIDTH}
 *
 * The headroom law is linear in c above saturation and stays positive below: i_ref w²/4|y|, so that a supply that has dried up
 * can be divided by, and comes back when the liquid does.
 *
 * @param reference i_ref in A/m²; 1 for a relative law
 * @param alloy of the liquid; not needed for a constant
 * @throws DomainError where the law needs a composition and there is none, or the reference is not above saturation
 */
export function supplyLaw(given: SubmodelInput, reference: number, alloy: Alloy | undefined): SupplyLaw {
  const supply = supplyOf(given);
  if (supply === "constant") return { value: () => reference, slope: () => 0 };
  if (alloy === undefined) {
    throw new DomainError(
      `"${given.name}": the supply "${supply}" follows the composition of the liquid; connect the port "surface", or take supply: "constant".`,
    );
  }
  const { referenceFraction, saturationFraction, sensitivity } = given.parameters;
  return supply === "exponential"
    ? exponential(reference, sensitivity, referenceFraction, alloy)
    : headroom(given.name, reference, saturationFraction, referenceFraction, alloy);
}

/** @throws DomainError naming the laws there are */
export function supplyOf({ name, options }: SubmodelInput): Supply {
  return optionText(`Supply of "${name}"`, options.supply ?? "constant", supplies);
}

function exponential(reference: number, sensitivity: number, at: number, alloy: Alloy): SupplyLaw {
  const { molarVolume, otherMolarVolume } = alloy;
  const difference = otherMolarVolume - molarVolume;
  const value = (c: number): number =>
    reference * exp(sensitivity * ((c * otherMolarVolume) / (1 + c * difference) - at));
  return {
    value,
    slope(c) {
      const dilution = 1 + c * difference;
      return (value(c) * sensitivity * otherMolarVolume) / (dilution * dilution);
    },
  };
}

function headroom(name: string, reference: number, saturation: number, at: number, alloy: Alloy): SupplyLaw {
  const empty = alloy.concentration(saturation);
  const full = alloy.concentration(at);
  if (!(full > empty)) {
    throw new DomainError(
      `"${name}": the limiting current density belongs to a mole fraction of ${at}, which is not above saturation at ${saturation}; there is no headroom to scale with.`,
    );
  }
  const perHeadroom = 1 / (full - empty);
  const scale = reference / part(1);
  return {
    value: (c) => scale * part((c - empty) * perHeadroom),
    slope(c) {
      const y = (c - empty) * perHeadroom;
      return (scale * perHeadroom * part(y)) / hypot(y, HEADROOM_WIDTH);
    },
  };
}

/** ½(y + √(y² + w²)) without cancellation; its slope is itself over √(y² + w²). */
function part(y: number): number {
  const root = hypot(y, HEADROOM_WIDTH);
  return y > 0 ? 0.5 * (y + root) : (0.5 * HEADROOM_WIDTH * HEADROOM_WIDTH) / (root - y);
}
