import { pow } from "../../numerics/elementary/index.ts";
import { type Falsifier, judged, notApplicable } from "./falsifier.ts";
import { type Interval, positiveInterval } from "./interval.ts";
import type { FalsifierInput } from "./setting.ts";
import { optional } from "./spot-bound.ts";
import { banded } from "./telling.ts";

/** m: voids of one to a hundred micrometres. */
const VOIDS: Interval = { value: 1e-5, lower: 1e-6, upper: 1e-4 };

const head = {
  name: "void-closing",
  title: "Time in which a void closes by the flow of the liquid",
  mechanism: "free flow of the liquid into voids under its surface tension",
  submodels: ["void-growth", "contact-loss", "contact-area"],
  quantity: "time of closing",
  unit: "s",
  sense: "at most",
  formula: "t = √(ρ L³/γ) + η L/γ: against inertia, and against viscosity",
  assumptions: [
    "nothing holds the edge of the void: no pinning, no skin, no gas inside that must dissolve; with them the time has no bound",
    "a time scale, to a factor of ten",
  ],
} as const;

/** Of a scale: what is left out of it. */
const SCALE = 10;

/** The time in s that capillary flow needs for a void of size L: slower recovery is no free flow. */
export function voidClosing(input: FalsifierInput): Falsifier {
  const { liquid, moleFraction: x, measured = {} } = input;
  const size = positiveInterval("size of the voids", input.voidSize ?? VOIDS);
  const sources = ["Lord Rayleigh, Proc. R. Soc. 29 (1879) 71: capillary waves against inertia", ...liquid.sources];
  const { flow } = liquid;
  if (flow === null) {
    return notApplicable(
      { ...head, sources },
      `density, viscosity and surface tension of ${liquid.name} are not given.`,
    );
  }
  const [density, tension, viscosity] = [flow.density(x), flow.surfaceTension(x), flow.viscosity(x)];
  const time = (l: number, rho: number, gamma: number, eta: number): number =>
    Math.sqrt((rho * pow(l, 3)) / gamma) + (eta * l) / gamma;
  const band = {
    value: time(size.value, density.value, tension.value, viscosity.value),
    lower: time(size.lower, density.lower, tension.upper, viscosity.lower) / SCALE,
    upper: time(size.upper, density.upper, tension.lower, viscosity.upper) * SCALE,
  };
  const recovery = optional("recovery time", measured.recoveryTime);
  return judged({
    ...head,
    sources,
    band,
    measured: recovery === null ? null : { what: "recovery time", ...recovery },
    finding: `a void of ${banded(size, "µm", 1e-6)} closes by free flow within ${banded(band, "s")}`,
    against: recovery === null ? "" : `recovery took ${banded(recovery, "s")}`,
  });
}
