import { DomainError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import { FARADAY } from "../../units/constants.ts";
import { type Falsifier, type FalsifierBeside, judged, notApplicable } from "./falsifier.ts";
import { type Interval, positiveInterval } from "./interval.ts";
import { endOf } from "./liquid.ts";
import type { FalsifierInput } from "./setting.ts";
import { rampResponse, stepResponse, timeOf } from "./slab-response.ts";
import { optional } from "./spot-bound.ts";
import { banded, MILLIAMPERE_PER_SQUARE_CENTIMETRE, plain } from "./telling.ts";
import { onLattice, transportIntegral } from "./transport-integral.ts";

const head = {
  mechanism: "planar diffusion in the pool that saturates the surface",
  submodels: ["alloy-pool", "liquid-contact", "precipitate-coverage", "solid-deposit"],
  sense: "at least",
  assumptions: [
    "the whole area takes part, in full contact; the pool is even at the start",
    "no convection; it would delay the onset",
    "on the lattice of the other metal, where the moving surface needs no equation; D̃ varies along the way: the band holds every constant between its ends, which enclose the exact time",
  ],
} as const;

/** Samples of the diffusivity on the lattice between bulk and saturation. */
const SAMPLES = 17;

/**
 * When the surface of the pool reaches saturation by planar diffusion: under a step of the current the time in s (Sand's time in
 * a half space), under a ramp from 0 the current density in A/m² that has been reached.
 *
 * With X = c/c′ the pool obeys ∂X/∂t = ∂/∂m(𝒟 ∂X/∂m), 𝒟 = D̃ c′², m = ∫ c′ dz, on 0 < m < M = L c′. Y = ∫ 𝒟 dX has the flux i/nF
 * as slope at the surface, and as Y runs one way in time, it lies between the solutions for the least and the greatest 𝒟.
 *
 * @throws DomainError for a current density or a rate that is not positive
 */
export function saturationOnset(input: FalsifierInput): Falsifier | null {
  const { liquid, moleFraction, direction, protocol, measured = {} } = input;
  if (protocol === undefined) return null;
  const size = protocol.kind === "step" ? protocol.currentDensity : protocol.rate;
  if (!(size > 0))
    throw new DomainError(`saturation onset: a ${protocol.kind} of ${size}; a number above 0 is expected.`);
  const depth = positiveInterval("depth of the pool", input.depth);
  const isStep = protocol.kind === "step";
  const draft = {
    ...head,
    name: isStep ? "saturation-time" : "saturation-current",
    title: isStep
      ? "Time until planar diffusion saturates the surface"
      : "Current at which a ramp saturates the surface",
    quantity: isStep ? "time until the surface is saturated" : "current density at which the surface is saturated",
    unit: isStep ? "s" : "A/m2",
    formula: isStep
      ? "ΔY = (i M/nF) s(𝒟t/M²), s(τ) = τ + 1/3 − (2/π²) Σ e^{−k²π²τ}/k² → 2 √(τ/π): t = (π/4) ΔX ΔY (nF/i)² in a half space"
      : "ΔY = (r M³/nF𝒟) ∫ s dτ → (4/3)(r/nF) t^{3/2} √(𝒟/π) in a half space; i = r t",
    sources: [
      ...liquid.sources,
      "H. S. Carslaw, J. C. Jaeger, Conduction of Heat in Solids, 2nd ed. (1959), sect. 3.8",
    ],
  } as const;
  const end = endOf(liquid, direction);
  if (end === null) {
    return notApplicable(draft, `${liquid.name} takes up the metal to the pure metal: plating saturates nothing.`);
  }
  const flux = size / (liquid.chargeNumber * FARADAY);
  const reach = transportIntegral(liquid, moleFraction, end.moleFraction, direction, onLattice);
  const diffusivity = latticeDiffusivity(input, end.moleFraction);
  const ratio = (x: number): number => x / (1 - x);
  const far = direction === "strip" ? end.moleFraction.lower : end.moleFraction.upper;
  const change = (x: number): number =>
    Math.max(0, direction === "strip" ? ratio(moleFraction) - ratio(x) : ratio(x) - ratio(moleFraction));
  const volume = liquid.molarVolume(moleFraction);
  const lattice = (length: number, v: number): number => (length * (1 - moleFraction)) / v;
  const least = lattice(depth.lower, volume.upper);
  const most = lattice(depth.upper, volume.lower);
  const middle = lattice(depth.value, volume.value);
  const time = (span: number, d: number, m: number, x: number): number => {
    if (span <= 0) return 0;
    const tau = isStep
      ? timeOf(stepResponse, span / (flux * m))
      : timeOf(rampResponse, (span * d) / (flux * pow(m, 3)));
    // the surface is never behind the mean of the pool
    const even = isStep ? (m * change(x)) / flux : Math.sqrt((2 * m * change(x)) / flux);
    return Math.min((tau * m * m) / d, even);
  };
  const mean = change(end.moleFraction.value) > 0 ? reach.value / change(end.moleFraction.value) : diffusivity.value;
  const near = direction === "strip" ? end.moleFraction.upper : end.moleFraction.lower;
  const value = time(reach.value, mean, middle, end.moleFraction.value);
  const times: Interval = {
    value,
    lower: Math.min(value, time(reach.lower, diffusivity.upper, least, near)),
    upper: Math.max(value, time(reach.upper, diffusivity.lower, most, far)),
  };
  const factor = isStep ? 1 : size;
  const band = { value: times.value * factor, lower: times.lower * factor, upper: times.upper * factor };
  const observed = isStep
    ? optional("onset time", measured.onsetTime)
    : optional("limiting current density", measured.limitingCurrentDensity);
  const [unit, unitSize] = isStep ? ["s", 1] : ["mA/cm²", MILLIAMPERE_PER_SQUARE_CENTIMETRE];
  const beside: FalsifierBeside[] = [
    {
      what: "charge until then",
      unit: "C/m2",
      ...charges(times, isStep ? (t) => size * t : (t) => 0.5 * size * t * t),
    },
  ];
  return judged({
    ...draft,
    band,
    measured: observed === null ? null : { what: isStep ? "onset time" : "limiting current density", ...observed },
    beside,
    finding: `under ${told(input)} planar diffusion brings the surface to x = ${plain(end.moleFraction.value, 3)} (${end.phase}) at ${banded(band, unit, unitSize)} at the earliest`,
    against: observed === null ? "" : `${banded(observed, unit, unitSize)} was measured`,
  });
}

function told({ protocol }: FalsifierInput): string {
  if (protocol?.kind === "step") {
    return `a step of ${plain(protocol.currentDensity / MILLIAMPERE_PER_SQUARE_CENTIMETRE)} mA/cm²`;
  }
  return `a ramp of ${plain((1000 * (protocol?.rate ?? 0)) / MILLIAMPERE_PER_SQUARE_CENTIMETRE)} µA/(cm² s)`;
}

function charges(times: Interval, charge: (time: number) => number): Interval {
  return { value: charge(times.value), lower: charge(times.lower), upper: charge(times.upper) };
}

/** Least and greatest 𝒟 = D̃ (1 − x)²/V² on the way, in mol²/(m⁴ s). */
function latticeDiffusivity({ liquid, moleFraction, direction }: FalsifierInput, end: Interval): Interval {
  const far = direction === "strip" ? end.lower : end.upper;
  let lower = Number.POSITIVE_INFINITY;
  let upper = 0;
  let sum = 0;
  for (let k = 0; k < SAMPLES; k++) {
    const x = moleFraction + ((far - moleFraction) * k) / (SAMPLES - 1);
    const diffusivity = liquid.interdiffusion(x);
    const volume = liquid.molarVolume(x);
    const square = (1 - x) ** 2;
    lower = Math.min(lower, (diffusivity.lower * square) / volume.upper ** 2);
    upper = Math.max(upper, (diffusivity.upper * square) / volume.lower ** 2);
    sum += (diffusivity.value * square) / volume.value ** 2;
  }
  return { value: sum / SAMPLES, lower, upper };
}
