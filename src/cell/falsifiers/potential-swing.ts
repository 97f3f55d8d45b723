import { log } from "../../numerics/elementary/index.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { type Falsifier, judged, notApplicable } from "./falsifier.ts";
import type { Interval } from "./interval.ts";
import { type Direction, endOf, type FalsifierLiquid } from "./liquid.ts";
import type { FalsifierInput } from "./setting.ts";
import { optional } from "./spot-bound.ts";
import { banded, plain } from "./telling.ts";

const head = {
  name: "potential-swing",
  title: "Change of the equilibrium potential",
  mechanism: "the equilibrium potential of the surface, up to where another phase appears",
  submodels: ["alloy-pool", "liquid-contact", "metal-store", "film-store", "precipitate-coverage"],
  quantity: "change of the equilibrium potential between bulk and saturation",
  unit: "V",
  sense: "at most",
  formula: "|ΔE| = (RT/nF) |ln a(bulk)/a(saturation)|",
  assumptions: [
    "the surface does not go beyond saturation: another phase appears without delay and fixes the activity",
    "a store whose activity falls below saturation assumes the opposite, that the other metal is kept from appearing in it or is too slow; where it appeared freely the activity would stay at saturation (Gibbs-Duhem), and a runaway would take lost contact",
  ],
} as const;

/** a(bulk)/a(saturation) of the working metal, with the interval of the saturation and that of the activities. */
export function activityRange(liquid: FalsifierLiquid, bulk: number, end: Interval, direction: Direction): Interval {
  const clip = (x: number): number => (direction === "strip" ? Math.min(x, bulk) : Math.max(x, bulk));
  const [low, middle, high] = [end.lower, end.value, end.upper].map((x) => liquid.activityRatio(bulk, clip(x)));
  return {
    value: middle.value,
    lower: Math.min(low.lower, middle.lower, high.lower),
    upper: Math.max(low.upper, middle.upper, high.upper),
  };
}

/**
 * The most in V that the equilibrium potential of the electrode can move while its surface goes from the bulk to saturation.
 */
export function potentialSwing(input: FalsifierInput): Falsifier {
  const { liquid, moleFraction, direction, measured = {} } = input;
  const draft = { ...head, sources: liquid.sources };
  const end = direction === "strip" ? liquid.lowerSaturation : endOf(liquid, direction);
  if (end === null) {
    const why =
      direction === "strip"
        ? "nothing appears until the metal is gone: the equilibrium potential has no bound."
        : "it takes up the metal to the pure metal; the potential ends at that of the pure metal.";
    return notApplicable(draft, `${liquid.name}: ${why}`);
  }
  const ratio = activityRange(liquid, moleFraction, end.moleFraction, direction);
  const thermal = (GAS_CONSTANT * liquid.temperature) / (liquid.chargeNumber * FARADAY);
  const away = direction === "strip" ? 1 : -1;
  const volts = [ratio.lower, ratio.upper].map((a) => Math.max(0, away * thermal * log(a)));
  const value = Math.max(0, away * thermal * log(ratio.value));
  const band = { value, lower: Math.min(...volts), upper: Math.max(...volts) };
  const change = optional("voltage change", measured.voltageChange);
  return judged({
    ...draft,
    band,
    measured: change === null ? null : { what: "change of the voltage", ...change },
    finding: `from x = ${plain(moleFraction, 3)} to ${plain(end.moleFraction.value, 3)} (${end.phase}) the equilibrium potential moves by at most ${banded(band, "mV", 1e-3)}`,
    against: change === null ? "" : `to be explained are ${banded(change, "mV", 1e-3)}`,
  });
}
