import { potassium, sodium, standardPotentials } from "../../thermo/electrode/index.ts";
import type { Alloy } from "../alloy.ts";
import { cycleTime } from "../arithmetic/charge.ts";
import { fromPotassiumMass, potassiumMass, sodiumFraction } from "../geometry.ts";
import { between, exactly, inSi, type Ranged, range, spread } from "../ranged.ts";
import { type ClaimRow, check, n, ours, theirs } from "./row.ts";

/** E°(K⁺/K) − E°(Na⁺/Na) in V, least and greatest over the solvents that thermo/electrode knows. */
function standardPotentialGap(): readonly [number, number] {
  const gaps = Object.values(standardPotentials).map(
    ({ potentials }) => (potentials[potassium.ion] ?? Number.NaN) - (potentials[sodium.ion] ?? Number.NaN),
  );
  return [Math.min(...gaps), Math.max(...gaps)];
}

const FIT =
  "the K-Na assessment shipped with the program, a fit: liquidus ± 4 K (95 %); the interval takes one standard deviation, 2 K";
const BAND = "the K-Na assessment, a fit: ± 2 σ (95 %) of the covariance of its parameters";

/** E(K) − E(Na) in an alloy that adds so much, least and greatest over the solvents. */
function potentialGap(added: Ranged): Ranged {
  const [low, high] = standardPotentialGap();
  return range(1000 * low + added.lower, 1000 * high + added.upper, "mV");
}

/** μ(K) − μ(Na) in the liquid of a mole fraction x of Na. */
function chemicalGap(alloy: Alloy, x: number): Ranged {
  return alloy.assessed("J/mol", (thermodynamics) => {
    const { sodium, potassium } = thermodynamics.chemicalPotentials(x);
    return potassium - sodium;
  });
}

/** What alloying adds to E(K) − E(Na), mV. */
function potentialAdded(alloy: Alloy, x: number): Ranged {
  return alloy.assessed("mV", (thermodynamics) => {
    const { sodium, potassium } = thermodynamics.potentials(x);
    return potassium - sodium;
  });
}

/** Claims about the alloy itself: where it is liquid, how noble its metals are. */
export const alloyRows: readonly ClaimRow[] = [
  {
    id: "A1",
    paper: "P1",
    place: "abstract; introduction; Scheme 1a",
    statement: "Between about 14 and 70 at.% Na the alloy is liquid at room temperature.",
    method:
      "Ends of the liquid range at 25 °C from the shipped assessment (phaseWindows of thermo/electrode), and the same 2 K colder and warmer.",
    wouldChange: "A liquidus measured at either end that lies more than about 3 K off.",
    dependsOn: [FIT, "the fit uses these two limits of P1 among its data: agreement is no independent proof"],
    evaluate: ({ p1, alloy }) => ({
      checks: [
        check("K-rich end", "estimate", p1.windowLow, alloy.window.low),
        check("Na-rich end", "estimate", p1.windowHigh, alloy.window.high),
      ],
      because: `At ${n(alloy.temperature, 5)} K the liquid reaches from x = ${n(alloy.window.low.value)} to ${n(alloy.window.high.value)} at.% Na; ± ${n(alloy.liquidusAccuracy)} K of the liquidus moves the ends to ${n(alloy.window.low.lower)}–${n(alloy.window.low.upper)} and ${n(alloy.window.high.lower)}–${n(alloy.window.high.upper)}.`,
    }),
  },
  {
    id: "A2",
    paper: "P1",
    place: "introduction; Scheme 1b; Figures S1, S2",
    statement: "In liquid Na50K50 at 25 °C the chemical potential of K lies below that of Na.",
    method:
      "Chemical potentials of the liquid phase against SER (phaseState of thermo/electrode); the whole range is A2a, the conclusion A2b, the step between them I3.",
    wouldChange: "Another reference for either element: each element's zero is free, so the sign can be made either.",
    dependsOn: [BAND, "the reference SER of each element; the paper's supplement, not seen, is taken to use it"],
    evaluate: ({ p1, alloy }) => {
      const x = inSi(p1.nominal);
      const of = (metal: "sodium" | "potassium"): Ranged =>
        alloy.assessed("J/mol", (thermodynamics) => thermodynamics.chemicalPotentials(x)[metal]);
      const [sodium, potassium, gap] = [of("sodium"), of("potassium"), chemicalGap(alloy, x)];
      return {
        checks: [check("μ(K) − μ(Na)", "estimate", p1.potentialDifference, gap, 4)],
        computed: [ours("μ(K)", potassium, 5), ours("μ(Na)", sodium, 5)],
        because: `μ(K) − μ(Na) = ${n(potassium.value, 5)} − (${n(sodium.value, 5)}) = ${n(gap.value, 4)} J/mol: the sign is as stated. The difference compares two elements, each with a zero of its own.`,
      };
    },
  },
  {
    id: "A2a",
    paper: "P1",
    place: "introduction; Figure S2",
    statement: "That holds for every liquid between 14 and 70 at.% Na.",
    method: "μ(K) − μ(Na) as in A2, at the two ends and at 50 at.%.",
    wouldChange: "As A2: another zero of either element.",
    dependsOn: [BAND, "the reference SER of each element"],
    evaluate: ({ p1, alloy }) => {
      const places = [p1.windowLow, p1.nominal, p1.windowHigh];
      const gaps = places.map((place) => chemicalGap(alloy, inSi(place)));
      return {
        checks: gaps.map((gap, k) =>
          check(`at ${n(places[k]?.value ?? Number.NaN)} at.% Na`, "estimate", p1.potentialDifference, gap, 4),
        ),
        because: `μ(K) − μ(Na) is ${gaps.map(({ value }) => n(value, 4)).join(", ")} J/mol at ${places.map(({ value }) => n(value)).join(", ")} at.% Na: negative throughout.`,
      };
    },
  },
  {
    id: "A2b",
    paper: "P1",
    place: "introduction; Scheme 1b, c",
    statement: "In the alloy K is the more reactive metal: its reduction potential lies below that of Na.",
    method:
      "E°(K⁺/K) − E°(Na⁺/Na) in water and in propylene carbonate (standardPotentials) plus what the alloy adds (reversiblePotential of thermo/electrode).",
    wouldChange: "A solvent in which K⁺ is held 0.2 V more weakly than Na⁺.",
    dependsOn: [BAND, "standard potentials: −0.22 V in water to −0.32 V in propylene carbonate"],
    evaluate: ({ p1, alloy }) => {
      const added = potentialAdded(alloy, inSi(p1.nominal));
      const gap = potentialGap(added);
      return {
        checks: [check("E(K) − E(Na)", "estimate", p1.potassiumBelow, gap)],
        because: `E°(K) − E°(Na) is ${n(1000 * standardPotentialGap()[0])} to ${n(1000 * standardPotentialGap()[1])} mV, the alloy adds ${n(added.value)}: ${n(gap.lower)} to ${n(gap.upper)} mV. The conclusion holds, for another reason than μ (I3).`,
      };
    },
  },
  {
    id: "A10",
    paper: "P1",
    place: "p. 6; Figure 6",
    statement: "Na80K20 is liquid Na70K30 with solid Na, cycles much like Na and shorts after about 750 h.",
    method:
      "Phases and their shares at 25 °C (equilibrium of thermo/equilibrium), which is the lever rule; number of cycles from time over cycle time (arithmetic/charge).",
    wouldChange: "A simulated ageing of the Na80K20 cell beside the Na cell.",
    dependsOn: [FIT],
    standing: "pending",
    decidedBy: "ageing study of the liquid-electrolyte cell",
    evaluate: ({ p1, alloy }) => {
      const x = inSi(p1.mixedAlloy);
      const high = alloy.window.high.value / 100;
      const fraction = alloy.liquidShare(x);
      const cycles = spread(
        "cycles",
        (t, q, j) => t / cycleTime(q, j),
        p1.mixedShortTime,
        p1.capacity,
        p1.currentDensity,
      );
      return {
        checks: [check("liquid beside solid Na", "estimate", p1.mixedLiquid, alloy.window.high)],
        claimed: [theirs("time to the short", p1.mixedShortTime)],
        computed: [ours("liquid share of the atoms", fraction), ours("cycles to the short", cycles)],
        because: `Lever rule at x = ${n(x)}: (${n(alloy.solidAtHigh)} − ${n(x)}) / (${n(alloy.solidAtHigh)} − ${n(high)}) = ${n(fraction.value)} of the atoms are liquid of ${n(alloy.window.high.value)} at.% Na. ${n(p1.mixedShortTime.value)} h are ${n(cycles.value)} cycles. The phases are as stated; the cycling is not computed yet.`,
      };
    },
  },
  {
    id: "B1",
    paper: "P2",
    place: "p. 1682, introduction",
    statement: "Between about 44 and 88 wt% K the alloy is liquid at room temperature.",
    method:
      "Ends of the liquid range at 25 °C, and 2 K colder and warmer (phaseWindows of thermo/electrode), as wt% K: limit against limit, as A1.",
    wouldChange: "Limits stated without “~”: 44 and 88 exactly are those of 21 and 14 °C.",
    dependsOn: [FIT, "~ leaves ± 10 % open; with ± 5 % the Na-rich limit would touch only, with ± 3 % be contradicted"],
    evaluate: ({ p2, alloy }) => {
      const { low, high } = alloy.window;
      const [sodiumEnd, potassiumEnd] = [spread("wt%", potassiumMass, high), spread("wt%", potassiumMass, low)];
      const [t44, t88] = [p2.windowLow, p2.windowHigh].map((w) => alloy.freezing(fromPotassiumMass(inSi(w))) - 273.15);
      return {
        checks: [
          check("Na-rich end", "estimate", p2.windowLow, sodiumEnd),
          check("K-rich end", "estimate", p2.windowHigh, potassiumEnd),
        ],
        because: `At ${n(alloy.temperature, 5)} K the alloy is liquid from ${n(sodiumEnd.value)} to ${n(potassiumEnd.value)} wt% K, within what “~” leaves open. As printed, the two limits begin to freeze at ${n(t44 ?? Number.NaN)} and ${n(t88 ?? Number.NaN)} °C: not the limits of one temperature.`,
      };
    },
  },
  {
    id: "I3",
    paper: "P1",
    place: "introduction: “given that the chemical potential of K is lower than that of Na”",
    statement: "The inference: a metal is the more reactive for a lower chemical potential in the alloy.",
    method:
      "By E = −(μ − μ°)/F what lowers μ(K) in the alloy must, by the inference, lower E(K) against E(Na); what it does add is the shift of both reversible potentials against the pure metals (reversiblePotential of thermo/electrode).",
    wouldChange: "Nothing: a chemical potential that falls makes a metal nobler, and the zero of each element is free.",
    dependsOn: [BAND, "the premise is A2, the conclusion A2b: both hold; only the step between them is judged here"],
    evaluate: ({ p1, alloy }) => {
      const x = inSi(p1.nominal);
      const of = (metal: "sodium" | "potassium"): Ranged =>
        alloy.assessed("mV", (thermodynamics) => thermodynamics.potentials(x)[metal]);
      const [sodium, potassium, added] = [of("sodium"), of("potassium"), potentialAdded(alloy, x)];
      return {
        checks: [check("what the fall of μ(K) adds to E(K) − E(Na)", "estimate", p1.alloyingBenefit, added)],
        computed: [
          ours("E(Na) against pure Na", sodium),
          ours("E(K) against pure K", potassium),
          ours("E(K) − E(Na) in the alloy", potentialGap(added)),
        ],
        because: `In the alloy both metals have a lower μ than pure, K the more so, and both are nobler: Na by ${n(sodium.value)} mV, K by ${n(potassium.value)}. That narrows the gap by ${n(added.value)} mV, where the inference widens it. K is the more reactive for its E° (A2b).`,
      };
    },
  },
  {
    id: "I4",
    paper: "P1",
    place: "text to Figure 6",
    statement: "In Na80K20 the x of NaxK100−x is 20.",
    method: "Composition read as it is written (parseComposition of units/composition).",
    bothPrinted: true,
    wouldChange: "A definition of x as the K content, against the formula of the same paper.",
    dependsOn: [],
    evaluate: ({ p1 }) => {
      const { value } = p1.mixedAlloy;
      const x = exactly(100 * sodiumFraction(`Na${value}K${100 - value}`), "at.%");
      return {
        checks: [check("x", "estimate", p1.mixedAlloyPrintedX, x)],
        because: `x is the at.% of Na: ${n(x.value)} in Na80K20, not ${p1.mixedAlloyPrintedX.text}, which is that of K.`,
      };
    },
  },
  {
    id: "I8",
    paper: "P2",
    place: "p. 1682, introduction; P1 abstract",
    statement: "Both papers give the same liquid range, within what ≈ and ~ leave open.",
    method:
      "P2's limits in wt% K, with their intervals, converted to at.% Na (parseComposition) and held against P1's.",
    wouldChange:
      "Another reading of “~88 wt% K”: with ± 10 % of its Na instead, 17.1–20.5 at.% Na against P1's 12.6–15.4, the ranges differ.",
    dependsOn: ["standard atomic weights", "≈ and ~ leave ± 10 % of the printed number open"],
    evaluate: ({ p1, p2 }) => {
      const convert = (w: number): number => fromPotassiumMass(w);
      const [low, high] = [spread("at.%", convert, p2.windowHigh), spread("at.%", convert, p2.windowLow)];
      const rest = 100 - p2.windowHigh.value;
      const narrow = spread("at.%", convert, between(100 - 1.1 * rest, 100 - 0.9 * rest, "wt%", p2.windowHigh.value));
      const second = 100 * sodiumFraction("NaK50");
      return {
        checks: [
          check("K-rich end", "estimate", p1.windowLow, low),
          check("Na-rich end", "estimate", p1.windowHigh, high),
        ],
        computed: [ours("NaK50 of P2", exactly(second, "at.%")), ours("K-rich end with ± 10 % of the Na", narrow)],
        because: `${p2.windowHigh.text} wt% K is ${n(low.value)} at.% Na against ${p1.windowLow.text}; ${p2.windowLow.text} wt% K is ${n(high.value)} against ${p1.windowHigh.text}. P1's range is ${n(100 * potassiumMass(inSi(p1.windowHigh)))} to ${n(100 * potassiumMass(inSi(p1.windowLow)))} wt% K. NaK50 of P2 has ${n(second)} at.% Na, Na50K50 of P1 has ${n(p1.nominal.value)}.`,
      };
    },
  },
];
