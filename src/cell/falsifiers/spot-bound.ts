import { FARADAY } from "../../units/constants.ts";
import { type Falsifier, type FalsifierBeside, type FalsifierMeasurement, judged, notApplicable } from "./falsifier.ts";
import { type Interval, interval, over, positiveInterval, scaled, times } from "./interval.ts";
import { endOf } from "./liquid.ts";
import { type FalsifierInput, leastOf } from "./setting.ts";
import { banded, plain } from "./telling.ts";
import { transportIntegral, withFlow } from "./transport-integral.ts";

const head = {
  name: "spot-bound",
  title: "Diffusion to contact spots against their constriction resistance",
  mechanism: "steady diffusion in the liquid to contact spots that limits the current",
  submodels: ["spot-resistance", "dynamic-spot-resistance", "patched-interface", "contact-area", "alloy-pool"],
  quantity: "limiting current times constriction resistance",
  unit: "V",
  sense: "at least",
  formula: "i_lim R_constriction ≥ (n F/σ) ∫ D̃ dc/(1 − c V̄) from the bulk to the saturation",
  assumptions: [
    "liquid and ceramic share the same spots: nothing that conducts both ions and electrons spreads the current between them",
    "steady state, and spots that are small against the depth of the pool and the thickness of the ceramic",
    "the liquid fills the half space over the spots: gaps beside them are flat against their radius; bubbles as tall as the spots are wide lower the bound",
    "one conductivity under the spots, that of the grain",
    "convection and the time before the steady state raise the limiting current, an interface resistance on the spots raises the constriction resistance: both only widen the gap",
  ],
} as const;

/**
 * The least that limiting current times constriction resistance can be where diffusion to shared contact spots limits the
 * current, in V: independent of size, number and shape of the spots. Derivation: docs/nasicon-cell/falsifiers.md.
 *
 * @throws DomainError for a conductivity that is not positive
 */
export function spotBound(input: FalsifierInput): Falsifier {
  const { liquid, moleFraction, direction, measured = {} } = input;
  const conductivity = positiveInterval("conductivity of the ceramic", input.conductivity);
  const draft = { ...head, sources: [...liquid.sources, "docs/nasicon-cell/falsifiers.md, spot bound"] };
  const end = endOf(liquid, direction);
  if (end === null) {
    return notApplicable(draft, `${liquid.name} takes up the metal to the pure metal: plating saturates nothing.`);
  }
  const reach = transportIntegral(liquid, moleFraction, end.moleFraction, direction, withFlow);
  const band = over(scaled(reach, liquid.chargeNumber * FARADAY), conductivity);
  const current = optional("limiting current density", measured.limitingCurrentDensity);
  const resistance = optional("interface resistance", measured.interfaceResistance);
  const limit = optional("voltage limit", measured.voltageLimit);
  const bounds: Interval[] = [];
  if (current !== null && resistance !== null) bounds.push(times(current, resistance));
  if (limit !== null) bounds.push(limit);
  const most = leastOf(bounds);
  const beside: FalsifierBeside[] = [];
  if (current !== null) {
    beside.push({ what: "constriction resistance at the limiting current", unit: "ohm m2", ...over(band, current) });
  }
  if (most !== null && band.value > 0) {
    const factor = scaled(most, 1 / band.value);
    const atBulk = liquid.interdiffusion(moleFraction).value;
    const needed = scaled(reach, (liquid.chargeNumber * FARADAY) / most.upper);
    beside.push({ what: "conductivity of the ceramic from which on it could be", unit: "S/m", ...needed });
    beside.push({ what: "diffusivity that would do, as a mean", unit: "m2/s", ...scaled(factor, atBulk) });
  }
  return judged({
    ...draft,
    band,
    measured: most === null ? null : measurement(most, bounds.length === 1 && limit !== null),
    beside,
    finding: `diffusion to spots that liquid and ceramic share, from x = ${plain(moleFraction, 3)} to ${plain(end.moleFraction.value, 3)} (${end.phase}), needs at least ${banded(band, "V")} across their constriction at the limiting current, whatever the spots`,
    against: most === null ? "" : `the measurement leaves ${banded(most, "V")}`,
  });
}

function measurement(most: Interval, byLimit: boolean): FalsifierMeasurement {
  const what = byLimit ? "voltage limit of the cell" : "limiting current times interface resistance";
  return { what, ...most };
}

/** The interval of what may be left out. */
export function optional(what: string, given: Parameters<typeof interval>[1] | undefined): Interval | null {
  return given === undefined ? null : interval(what, given);
}
