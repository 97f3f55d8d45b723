import { DomainError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import { FARADAY } from "../../units/constants.ts";
import { type Falsifier, judged, notApplicable } from "./falsifier.ts";
import { type Interval, interval, positiveInterval } from "./interval.ts";
import { type Direction, endOf } from "./liquid.ts";
import { currentOf, type FalsifierInput } from "./setting.ts";
import { banded, MILLIAMPERE_PER_SQUARE_CENTIMETRE, plain } from "./telling.ts";

/** m/s² */
const GRAVITY = 9.80665;

/**
 * Critical Rayleigh numbers of a horizontal layer: from that with a given flux through both sides, to that with a given
 * concentration at both, which is the textbook's.
 */
const CRITICAL = {
  rigid: { value: 1707.76, lower: 720, upper: 1707.76 },
  free: { value: 1100.65, lower: 320, upper: 1100.65 },
} as const;

const head = {
  name: "natural-convection",
  title: "Convection by the density of the depleted or enriched layer",
  mechanism: "natural convection that evens out the pool",
  submodels: ["alloy-pool"],
  quantity: "solutal Rayleigh number",
  unit: "1",
  sense: "at most",
  formula: "Ra = g |dρ/dx| Δx L³/(η D̃), Δx = i L V (1 − x)/(2 n F D̃), not beyond saturation",
  assumptions: [
    "quasi-steady parabolic profile over the whole depth: the most there can be at this current",
    "density by composition alone, no heat; Boussinesq: the density changes little",
    "critical number: 1708 (rigid lid) or 1101 (free surface) at given concentrations, 720 or 320 at given fluxes, as at a ceramic under current; in between as the profile is",
  ],
  sources: [
    "S. Chandrasekhar, Hydrodynamic and Hydromagnetic Stability (1961), ch. II: 1707.76, 1100.65",
    "E. M. Sparrow, R. J. Goldstein, V. K. Jonsson, J. Fluid Mech. 18 (1964) 513: 720, 320",
  ],
} as const;

/** How far the surface can leave the bulk; 0 where the bulk is saturated already. */
function roomTo({ value, lower, upper }: Interval, bulk: number, direction: Direction): Interval {
  const room = (end: number): number => Math.max(0, direction === "strip" ? bulk - end : end - bulk);
  return direction === "strip"
    ? { value: room(value), lower: room(upper), upper: room(lower) }
    : { value: room(value), lower: room(lower), upper: room(upper) };
}

/**
 * Whether the layer that the current makes at the ceramic sets the pool in motion: its density against gravity and, where it is
 * unstable, its Rayleigh number at the current density of the protocol or of the limit. "excluded": convection is.
 *
 * @throws DomainError for a current density that is not positive
 */
export function naturalConvection(input: FalsifierInput): Falsifier {
  const { liquid, moleFraction: x, direction, orientation, farSide = "rigid" } = input;
  const draft = { ...head, sources: [...head.sources, ...liquid.sources] };
  const given = currentOf(input);
  if (orientation === undefined) {
    return notApplicable(draft, "convection depends on the orientation of the cell, which is not given.");
  }
  if (given === null) {
    return notApplicable(draft, "convection depends on the current density, and neither a step nor a limit is given.");
  }
  const { flow } = liquid;
  if (flow === null) return notApplicable(draft, `density and viscosity of ${liquid.name} are not given.`);
  const current = interval("current density", given);
  if (!(current.lower > 0))
    throw new DomainError(`natural convection: ${current.lower} A/m²; a number above 0 is expected.`);
  const depth = positiveInterval("depth of the pool", input.depth);
  const slope = flow.densitySlope(x);
  const [diffusivity, volume, viscosity] = [liquid.interdiffusion(x), liquid.molarVolume(x), flow.viscosity(x)];
  const end = endOf(liquid, direction);
  const room = roomTo(end?.moleFraction ?? { value: 1, lower: 1, upper: 1 }, x, direction);
  // from the density of the layer less that of the bulk: stripping lowers x
  const heavier = direction === "strip" ? { lower: -slope.upper, upper: -slope.lower } : slope;
  const unstable = orientation === "alloy below" ? heavier : { lower: -heavier.upper, upper: -heavier.lower };
  const rayleigh = (which: "value" | "lower" | "upper", slopeSize: number): number => {
    const other = which === "value" ? "value" : which === "lower" ? "upper" : "lower";
    const d = diffusivity[other];
    const change = (current[which] * depth[which] * volume[which] * (1 - x)) / (2 * liquid.chargeNumber * FARADAY * d);
    return (GRAVITY * slopeSize * Math.min(change, room[which]) * pow(depth[which], 3)) / (viscosity[other] * d);
  };
  const upright = orientation === "upright";
  const sizes = [Math.abs(slope.lower), Math.abs(slope.upper)];
  const least = slope.lower * slope.upper <= 0 ? 0 : Math.min(...sizes);
  const middle =
    upright || (orientation === "alloy below" ? 1 : -1) * (direction === "strip" ? -slope.value : slope.value) > 0
      ? Math.abs(slope.value)
      : 0;
  const band: Interval = {
    value: rayleigh("value", middle),
    lower: upright || unstable.lower > 0 ? rayleigh("lower", upright ? least : unstable.lower) : 0,
    upper: upright || unstable.upper > 0 ? rayleigh("upper", upright ? Math.max(...sizes) : unstable.upper) : 0,
  };
  const layer = `${direction === "strip" ? "stripping leaves" : "plating makes"} a ${slope.value > 0 === (direction === "strip") ? "lighter" : "heavier"} layer at the ceramic`;
  const at = `at ${banded(current, "mA/cm²", MILLIAMPERE_PER_SQUARE_CENTIMETRE)}`;
  if (upright) {
    return notApplicable(draft, `${layer}; upright, it moves at any current: Ra = ${banded(band, "")} ${at}.`);
  }
  const critical: Interval = CRITICAL[farSide];
  const standing = middle > 0 ? "unstable" : "stable";
  return judged({
    ...draft,
    band,
    measured: { what: "critical Rayleigh number", ...critical },
    finding: `${layer}, with the ${orientation} the ceramic ${standing}, Ra = ${banded(band, "")} ${at}`,
    against: `convection needs ${plain(critical.lower, 4)} to ${plain(critical.upper, 4)}`,
  });
}
