import { type Falsifier, type FalsifierBeside, judged, notApplicable } from "./falsifier.ts";
import type { Interval } from "./interval.ts";
import { type Direction, endOf, type FalsifierLiquid } from "./liquid.ts";
import { activityRange } from "./potential-swing.ts";
import type { FalsifierInput } from "./setting.ts";
import { optional } from "./spot-bound.ts";
import { banded, plain } from "./telling.ts";

const head = {
  name: "charge-transfer-growth",
  title: "Change of the charge transfer resistance with the composition of the surface",
  mechanism: "charge transfer at a liquid whose surface goes towards saturation, at constant contact",
  submodels: ["charge-transfer", "patched-interface"],
  quantity: "charge transfer resistance over that at the start",
  unit: "1",
  formula: "R_ct/R_ct,0 = (a(bulk)/a(saturation))^α: i0 = i00 a^α of i = i00 (a e^{(1−α)nFE/RT} − e^{−αnFE/RT})",
  assumptions: [
    "Butler-Volmer kinetics with the activity; value at α = ½, band over all α from 0 to 1",
    "constant contact and the same interface; the surface does not go beyond saturation",
  ],
} as const;

/**
 * The most that the charge transfer resistance can grow (stripping), or the least that can be left of it (plating), before
 * another phase appears. Beside it the laws 1/a and 1/c.
 */
export function chargeTransferGrowth(input: FalsifierInput): Falsifier {
  const { liquid, moleFraction, direction, measured = {} } = input;
  const draft = { ...head, sense: direction === "strip" ? "at most" : "at least", sources: liquid.sources } as const;
  const end = direction === "strip" ? liquid.lowerSaturation : endOf(liquid, direction);
  if (end === null) {
    return notApplicable(draft, `${liquid.name}: nothing appears on the way, the resistance has no bound.`);
  }
  const ratio = activityRange(liquid, moleFraction, end.moleFraction, direction);
  const band: Interval = {
    value: Math.sqrt(ratio.value),
    lower: Math.min(1, ratio.lower),
    upper: Math.max(1, ratio.upper),
  };
  const root: Interval = {
    value: Math.sqrt(ratio.value),
    lower: Math.sqrt(ratio.lower),
    upper: Math.sqrt(ratio.upper),
  };
  const beside: FalsifierBeside[] = [
    { what: "a^−½", unit: "1", ...root },
    { what: "1/a", unit: "1", ...ratio },
    {
      what: "1/c, which is no law of Butler and Volmer",
      unit: "1",
      ...concentrationRatio(liquid, moleFraction, end.moleFraction, direction),
    },
  ];
  const change = optional("ratio of resistances", measured.resistanceRatio);
  const most = direction === "strip" ? "grows at most" : "falls at most";
  return judged({
    ...draft,
    band,
    measured: change === null ? null : { what: "charge transfer resistance over that at the start", ...change },
    beside,
    finding: `up to x = ${plain(end.moleFraction.value, 3)} (${end.phase}) the charge transfer resistance ${most} to ${banded(band, "of its start", 1, 3)}`,
    against: change === null ? "" : `${banded(change, "of its start", 1, 3)} was measured`,
  });
}

/** c(bulk)/c(saturation), not beyond 1 on the side of the bulk. */
function concentrationRatio(liquid: FalsifierLiquid, bulk: number, end: Interval, direction: Direction): Interval {
  const clip = (x: number): number => (direction === "strip" ? Math.min(x, bulk) : Math.max(x, bulk));
  const volume = liquid.molarVolume(bulk).value;
  const at = (x: number): number => (bulk * liquid.molarVolume(clip(x)).value) / (clip(x) * volume);
  return { value: at(end.value), lower: at(end.upper), upper: at(end.lower) };
}
