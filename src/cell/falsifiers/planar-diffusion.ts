import { FARADAY } from "../../units/constants.ts";
import { type Falsifier, judged, notApplicable } from "./falsifier.ts";
import { over, positiveInterval, scaled } from "./interval.ts";
import { endOf } from "./liquid.ts";
import type { FalsifierInput } from "./setting.ts";
import { optional } from "./spot-bound.ts";
import { banded, MILLIAMPERE_PER_SQUARE_CENTIMETRE, plain } from "./telling.ts";
import { transportIntegral, withFlow } from "./transport-integral.ts";

const head = {
  name: "planar-diffusion",
  title: "Diffusion through the whole pool",
  mechanism: "planar diffusion in the pool that limits the current",
  submodels: ["alloy-pool", "liquid-contact"],
  quantity: "limiting current density of the pool",
  unit: "A/m2",
  sense: "at least",
  formula: "i = 3 n F/L ∫ D̃ dc/(1 − c V̄) from the bulk to the saturation: a parabolic profile whose mean is the bulk",
  assumptions: [
    "the whole area takes part, in full contact",
    "quasi-steady: below this current the pool empties evenly, above it the surface saturates before the pool does",
    "no convection; it would raise the limit",
  ],
} as const;

/**
 * The current density in A/m² below which planar diffusion keeps the surface of a pool of depth L from saturation until the
 * pool itself is there: 3 n F ΔΘ/L with dΘ = D̃ dc/(1 − c V̄).
 */
export function planarDiffusion(input: FalsifierInput): Falsifier {
  const { liquid, moleFraction, direction, measured = {} } = input;
  const depth = positiveInterval("depth of the pool", input.depth);
  const draft = { ...head, sources: liquid.sources };
  const end = endOf(liquid, direction);
  if (end === null) {
    return notApplicable(draft, `${liquid.name} takes up the metal to the pure metal: plating saturates nothing.`);
  }
  const reach = transportIntegral(liquid, moleFraction, end.moleFraction, direction, withFlow);
  const band = over(scaled(reach, 3 * liquid.chargeNumber * FARADAY), depth);
  const current = optional("limiting current density", measured.limitingCurrentDensity);
  const unit = "mA/cm²";
  return judged({
    ...draft,
    band,
    measured: current === null ? null : { what: "limiting current density", ...current },
    finding: `planar diffusion through ${banded(depth, "mm", 1e-3)} of liquid carries at least ${banded(band, unit, MILLIAMPERE_PER_SQUARE_CENTIMETRE)} before the surface reaches x = ${plain(end.moleFraction.value, 3)}`,
    against: current === null ? "" : `${banded(current, unit, MILLIAMPERE_PER_SQUARE_CENTIMETRE)} was measured`,
  });
}
